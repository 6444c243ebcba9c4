package io.holdfast.core.model;

import io.holdfast.core.data.InteractionLog;

/**
 * The smallest data that a recommender must solve: even users like even items, odd users odd items,
 * and each user has not yet met one item of their colour. After the checkerboard of the library
 * implicit.
 */
public final class Checkerboard {

  /** How many users, and how many items. */
  public static final int SIZE = 20;

  private Checkerboard() {}

  /** The log; user {@code u} has every item of its colour but the one that it is waiting for. */
  public static InteractionLog log() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < SIZE; item++) {
      builder.addItem("item-" + item);
    }
    for (int user = 0; user < SIZE; user++) {
      for (int item = user % 2; item < SIZE; item += 2) {
        if (item != awaited(user)) {
          builder.add("user-" + user, "item-" + item, 1, item);
        }
      }
    }
    return builder.build();
  }

  /** The one item of the user's colour that the user has not met: the diagonal. */
  public static int awaited(int user) {
    return user;
  }
}

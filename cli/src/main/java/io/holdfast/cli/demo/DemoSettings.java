package io.holdfast.cli.demo;

import io.holdfast.training.reader.DataFile;

/**
 * What a demo is to show.
 *
 * @param users how many people live
 * @param days how many days of event time
 * @param seed all randomness follows from it
 * @param effect how much it matters to people how well lists fit, 0 to 1; at 0 the same artifact is
 *     registered under two names (an A/A test)
 * @param control the kind of the control's model
 * @param challenger the kind of the challenger's model
 * @param data the data that the world is made of; null for a made-up one
 */
public record DemoSettings(
    int users,
    int days,
    long seed,
    double effect,
    String control,
    String challenger,
    DataFile data) {
  /** Checks the bounds. */
  public DemoSettings {
    require(users >= 10 && users <= 100_000, "--users is from 10 to 100000, was " + users);
    require(days >= 1 && days <= 365, "--days is from 1 to 365, was " + days);
    require(effect >= 0 && effect <= 1, "--effect is from 0 to 1, was " + effect);
  }

  /** Whether both variants get the same artifact. */
  boolean isSame() {
    return effect == 0;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

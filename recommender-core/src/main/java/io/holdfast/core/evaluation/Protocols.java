package io.holdfast.core.evaluation;

import java.util.List;

/** The ranking protocols by name. */
public final class Protocols {

  private static final List<Protocol> ALL =
      List.of(
          new LeaveOneOut(),
          new Temporal(),
          new StrongGeneralization(StrongGeneralization.DEFAULT_SEED));

  private Protocols() {}

  /**
   * The protocol called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Protocol named(String name) {
    for (Protocol protocol : ALL) {
      if (protocol.name().equals(name)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "unknown protocol %s; there is %s, and %s for models that predict ratings"
            .formatted(name, String.join(", ", names()), RandomFiveFold.NAME));
  }

  /** The names of all ranking protocols. */
  public static List<String> names() {
    return ALL.stream().map(Protocol::name).toList();
  }
}

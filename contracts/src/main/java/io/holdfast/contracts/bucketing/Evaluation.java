package io.holdfast.contracts.bucketing;

import java.util.Objects;
import java.util.Optional;

/** What an experiment's evaluation for a user comes to. */
public sealed interface Evaluation {

  /** The assignment, if the user takes part. */
  Optional<Assignment> assignment();

  /**
   * The user gets a variant.
   *
   * @param given which and why
   */
  record Assigned(Assignment given) implements Evaluation {
    public Assigned {
      Objects.requireNonNull(given, "given");
    }

    @Override
    public Optional<Assignment> assignment() {
      return Optional.of(given);
    }
  }

  /**
   * The user takes no part.
   *
   * @param why the first reason that was found
   */
  record Excluded(Exclusion why) implements Evaluation {
    public Excluded {
      Objects.requireNonNull(why, "why");
    }

    @Override
    public Optional<Assignment> assignment() {
      return Optional.empty();
    }
  }
}

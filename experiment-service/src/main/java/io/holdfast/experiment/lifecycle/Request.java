package io.holdfast.experiment.lifecycle;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.domain.Experiment;
import java.util.Objects;

/**
 * Who asks for a change, and of what they believe to change.
 *
 * @param key the experiment
 * @param revision the revision that was seen; null if that does not matter
 * @param actor the id of the API key
 */
public record Request(String key, Integer revision, String actor) {
  public Request {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(actor, "actor");
  }

  /**
   * Checks that the experiment is still as it was seen.
   *
   * @throws ProblemException if it is not, naming both revisions
   */
  public void requireFresh(Experiment experiment) {
    if (revision != null && revision != experiment.revision()) {
      throw ProblemException.conflict(
          "The request is for revision %d of experiment %s, which is at revision %d: read it again."
              .formatted(revision, experiment.key(), experiment.revision()));
    }
  }
}

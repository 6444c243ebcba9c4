package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.ModelReference;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The model versions and which of them is active. Thread-safe. */
public interface ModelRegistry {

  /**
   * Takes a model in; the row and {@code ModelRegistered} commit together. The artifact must be in
   * the {@link ArtifactStore} already.
   *
   * @return the model as it stands now, and whether this call took it in
   */
  Uni<Registration> register(RegisteredModel candidate);

  /** The model version, if it is known. */
  Uni<Optional<RegisteredModel>> find(ModelReference reference);

  /**
   * Model versions, newest first.
   *
   * @param after goes on behind this one; null for the beginning
   * @param limit at most so many
   */
  Uni<List<RegisteredModel>> list(ModelReference after, int limit);

  /** Every model that may serve: all but the retired ones. */
  Uni<List<RegisteredModel>> usable();

  /**
   * Makes a model the active one, the one before it merely registered; the change and {@code
   * ModelActivated} commit together. Activating the active model changes nothing.
   *
   * @param actor the id of the API key that asked for it
   */
  Uni<Change> activate(ModelReference reference, String actor, Instant at);

  /** Retires a model that is not active. */
  Uni<Change> retire(ModelReference reference, Instant at);

  /**
   * What a registration did.
   *
   * @param model the model as it stands now, which has another digest than the candidate if {@code
   *     conflict}
   * @param created whether this call took it in
   */
  record Registration(RegisteredModel model, boolean created) {}

  /** What became of a change of state. */
  sealed interface Change permits Changed, Unknown, Refused {}

  /**
   * It is as asked.
   *
   * @param model the model as it stands now
   */
  record Changed(RegisteredModel model) implements Change {}

  /** There is no such model version. */
  record Unknown() implements Change {}

  /**
   * It cannot be.
   *
   * @param state the model's state, which does not allow it
   */
  record Refused(ModelState state) implements Change {}
}

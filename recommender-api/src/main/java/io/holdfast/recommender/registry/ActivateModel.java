package io.holdfast.recommender.registry;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.ModelRegistry.Change;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** A person's change of a model's state; replicas follow within their poll interval. */
@ApplicationScoped
public class ActivateModel {
  private final ModelRegistry registry;
  private final Clock clock;
  private final Event<RegistryChanged> changes;

  ActivateModel(ModelRegistry registry, Clock clock, Event<RegistryChanged> changes) {
    this.registry = registry;
    this.clock = clock;
    this.changes = changes;
  }

  /**
   * Makes it the active model.
   *
   * @param actor the id of the API key that asks for it
   */
  public Uni<Change> activate(ModelReference reference, String actor) {
    return registry.activate(reference, actor, clock.now()).invoke(this::tell);
  }

  /** Retires it; the active model cannot be retired. */
  public Uni<Change> retire(ModelReference reference) {
    return registry.retire(reference, clock.now()).invoke(this::tell);
  }

  private void tell(Change change) {
    changes.fire(new RegistryChanged());
  }
}

package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.ModelReference;
import java.util.List;
import java.util.Optional;

/**
 * The models that the log tells of.
 *
 * @param registered in the order in which they were registered
 * @param active the one that serves whoever is in no experiment; null if none does
 */
public record Models(List<ModelReference> registered, ModelReference active) {
  public Models {
    registered = List.copyOf(registered);
  }

  /**
   * The version that a choice stands for: the one it names if that is registered, else the one of
   * that name that was registered last; empty if there is none.
   */
  public Optional<ModelReference> resolve(ModelChoice choice) {
    return registered.reversed().stream()
        .filter(model -> model.name().equals(choice.name()))
        .filter(model -> choice.version() == null || model.version().equals(choice.version()))
        .findFirst();
  }
}

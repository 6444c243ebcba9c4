package io.holdfast.experiment.domain;

import io.holdfast.contracts.event.ModelReference;
import java.util.Objects;

/**
 * A model as a person names it: {@code name@version}, or {@code name} alone for the version that is
 * registered last when the experiment starts.
 *
 * @param name the model's name
 * @param version its version; null until it is pinned
 */
public record ModelChoice(String name, String version) {
  public ModelChoice {
    Objects.requireNonNull(name, "name");
    // The reference knows which characters a name and a version may have.
    name = new ModelReference(name, version == null ? "any" : version).name();
  }

  /**
   * Reads {@code name} or {@code name@version}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static ModelChoice parse(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new ModelChoice(text, null)
        : new ModelChoice(text.substring(0, at), text.substring(at + 1));
  }

  /** Exactly that version. */
  public static ModelChoice of(ModelReference model) {
    return new ModelChoice(model.name(), model.version());
  }

  /** The one version it names; null while it names none. */
  public ModelReference pinned() {
    return version == null ? null : new ModelReference(name, version);
  }

  @Override
  public String toString() {
    return version == null ? name : name + "@" + version;
  }
}

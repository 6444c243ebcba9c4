package io.holdfast.cli.command;

import io.holdfast.core.model.ModelKinds;
import java.util.Iterator;

/** The names of all models, for help and completion. */
final class ModelNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return ModelKinds.names().iterator();
  }
}

package io.holdfast.cli.command;

import io.holdfast.core.evaluation.Protocols;
import java.util.Iterator;

/** The names of all protocols, for help and completion. */
final class ProtocolNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Protocols.names().iterator();
  }
}

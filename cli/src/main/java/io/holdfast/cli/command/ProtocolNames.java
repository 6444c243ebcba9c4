package io.holdfast.cli.command;

import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.evaluation.RandomFiveFold;
import java.util.Iterator;
import java.util.stream.Stream;

/** The names of all protocols, for help and completion. */
final class ProtocolNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Stream.concat(Protocols.names().stream(), Stream.of(RandomFiveFold.NAME)).iterator();
  }
}

package io.holdfast.benchmarks;

import io.holdfast.benchmarks.ofrep.OfrepProgram;
import io.holdfast.benchmarks.peers.AlsPeers;
import io.holdfast.benchmarks.peers.AlsScaling;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.retrieval.RetrievalProgram;
import java.util.Map;

/** The benchmarks that JMH does not run, by name. */
final class Comparisons {
  private Comparisons() {}

  static final Map<String, Program> NAMED =
      Map.of(
          "als-peers", AlsPeers::run,
          "als-scaling", AlsScaling::run,
          "ofrep", OfrepProgram::run,
          "retrieval", RetrievalProgram::run);
}

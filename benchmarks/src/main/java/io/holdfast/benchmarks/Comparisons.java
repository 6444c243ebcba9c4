package io.holdfast.benchmarks;

import io.holdfast.benchmarks.metrics.CatchUp;
import io.holdfast.benchmarks.metrics.ResultsLoad;
import io.holdfast.benchmarks.ofrep.OfrepProgram;
import io.holdfast.benchmarks.peers.AlsPeers;
import io.holdfast.benchmarks.peers.AlsScaling;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.replay.ReplayProgram;
import io.holdfast.benchmarks.retrieval.RetrievalProgram;
import io.holdfast.benchmarks.simulation.BanditProgram;
import io.holdfast.benchmarks.simulation.DecisionProgram;
import io.holdfast.benchmarks.simulation.Simulations;
import java.util.Map;

/** The benchmarks that JMH does not run, by name. */
final class Comparisons {
  private Comparisons() {}

  static final Map<String, Program> NAMED =
      Map.ofEntries(
          Map.entry("als-peers", AlsPeers::run),
          Map.entry("als-scaling", AlsScaling::run),
          Map.entry("decision-simulation", DecisionProgram::run),
          Map.entry("bandit-simulation", BanditProgram::run),
          Map.entry("metrics-catch-up", CatchUp::run),
          Map.entry("metrics-results-load", ResultsLoad::run),
          Map.entry("ofrep", OfrepProgram::run),
          Map.entry("replay", ReplayProgram::run),
          Map.entry("retrieval", RetrievalProgram::run),
          Map.entry("simulations", Simulations::run));
}

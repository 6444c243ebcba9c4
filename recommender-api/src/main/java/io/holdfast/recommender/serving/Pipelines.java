package io.holdfast.recommender.serving;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.recommender.domain.StrategySpec;
import io.holdfast.recommender.strategy.Pipeline;
import io.holdfast.recommender.strategy.Strategies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The pipelines of the last {@value #KEPT} lists of strategies. One that is wrong, although those
 * who store it check it, leaves lists as the model ranks them and is logged when it is met first.
 * Thread-safe.
 */
@ApplicationScoped
class Pipelines {
  private static final Logger LOG = Logger.getLogger(Pipelines.class);
  private static final int KEPT = 256;

  private final Map<List<StrategySpec>, Pipeline> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<StrategySpec>, Pipeline> eldest) {
          return size() > KEPT;
        }
      };

  /** The pipeline of a list of strategies. */
  Pipeline of(List<StrategySpec> specs) {
    if (specs.isEmpty()) {
      return Pipeline.NONE;
    }
    synchronized (kept) {
      return kept.computeIfAbsent(specs, Pipelines::read);
    }
  }

  private static Pipeline read(List<StrategySpec> specs) {
    try {
      return Strategies.pipeline(specs);
    } catch (ProblemException e) {
      LOG.errorf("strategies %s are left out: %s", specs, e.getMessage());
      return Pipeline.NONE;
    }
  }
}

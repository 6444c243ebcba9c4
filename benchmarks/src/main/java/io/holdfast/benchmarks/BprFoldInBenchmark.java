package io.holdfast.benchmarks;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.bpr.BprModel;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The factor of a user with a given history under {@code bpr}, beside the kernels of a single step
 * of Newton's method on it: the squares of all factors that the Hessian is made of, and the
 * solution of one system of equations. In fold-ins, or steps, a second: 10,000 are 100 µs each.
 *
 * <pre>benchmarks/run bpr-fold-in</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class BprFoldInBenchmark {
  private static final int USERS = 2000;
  private static final int ITEMS = 5000;
  private static final int DRAWS = 50;

  /** How many items the history holds. */
  @Param("100")
  int interactions;

  /** Dimensions of a factor, d. */
  @Param("64")
  int factors;

  /** Items that stand for all others, M. */
  @Param("256")
  int negatives;

  private BprModel model;
  private History history;
  private LinearAlgebra linearAlgebra;
  private float[] identity;
  private float[] rows;
  private float[] matrix;
  private float[] rightHandSide;

  /** Trains a model and draws a history. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    InteractionLog.Builder log = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      log.add("everything", "i" + item, 1f, 0);
    }
    for (int user = 0; user < USERS; user++) {
      for (int draw = 0; draw < DRAWS; draw++) {
        double place = random.nextDouble();
        log.add("u" + user, "i" + (int) (place * place * ITEMS), 1f, draw);
      }
    }
    linearAlgebra = LinearAlgebraProvider.get();
    ModelKind kind = ModelKinds.named("bpr");
    model =
        (BprModel)
            kind.train(
                log.build().toMatrix(),
                kind.parameters()
                    .parse(
                        Map.of("factors", factors, "epochs", 20, "fold-in-negatives", negatives)),
                TrainingContext.withSeed(1).withThreads(1));
    history = History.ofItems(random.ints(0, ITEMS).distinct().limit(interactions).toArray());
    identity = new float[factors * factors];
    for (int f = 0; f < factors; f++) {
      identity[f * factors + f] = interactions + negatives;
    }
    rows = Numbers.uniform(random, (interactions + negatives) * factors);
    matrix = new float[factors * factors];
    rightHandSide = Numbers.uniform(random, factors);
  }

  /** Ours. */
  @Benchmark
  public float[] foldIn() {
    return model.foldIn(history);
  }

  /** The limit: one Hessian and one solution. */
  @Benchmark
  public float[] newtonStep() {
    System.arraycopy(identity, 0, matrix, 0, matrix.length);
    linearAlgebra.syrk(
        factors, interactions + negatives, 1f, rows, 0, factors, 1f, matrix, 0, factors);
    linearAlgebra.posv(factors, 1, matrix, 0, factors, rightHandSide, 0, factors);
    return rightHandSide;
  }

  static double one(BenchmarkParams ignored) {
    return 1;
  }
}

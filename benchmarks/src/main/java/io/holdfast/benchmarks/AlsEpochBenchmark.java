package io.holdfast.benchmarks;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * An epoch of {@code als} on one thread, in arithmetic a second, beside what {@code sgemm} reaches
 * on the same thread: the most that any arrangement of this arithmetic could reach.
 *
 * <p>A training of {@value #EPOCHS} epochs is timed, so an epoch carries a quarter of the drawing
 * of the first factors and of the model's making. Counted is what the exact solver must do (see
 * {@link #flops}), not what it does.
 *
 * <pre>benchmarks/run als-epoch</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class AlsEpochBenchmark {
  private static final int EPOCHS = 4;
  private static final int ORDER = 1024;

  /** How many users there are. */
  @Param("20000")
  int users;

  /** How many items there are. */
  @Param("5000")
  int items;

  /** How many draws of an item each user makes; repeated ones count once. */
  @Param("50")
  int draws;

  /** Dimensions of a factor, d. */
  @Param("64")
  int factors;

  /** How rows are solved. */
  @Param("cholesky")
  String solver;

  private InteractionMatrix matrix;
  private ModelKind kind;
  private Parameters parameters;
  private TrainingContext context;
  private LinearAlgebra linearAlgebra;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Draws the data and the matrices. */
  @Setup
  public void setUp() {
    linearAlgebra = LinearAlgebraProvider.get();
    matrix = matrix(users, items, draws);
    kind = ModelKinds.named("als");
    parameters =
        kind.parameters().parse(Map.of("factors", factors, "epochs", EPOCHS, "solver", solver));
    context = TrainingContext.withSeed(1).withThreads(1);
    SplittableRandom random = new SplittableRandom(2);
    a = Numbers.uniform(random, ORDER * ORDER);
    b = Numbers.uniform(random, ORDER * ORDER);
    c = new float[ORDER * ORDER];
  }

  /** Ours. */
  @Benchmark
  @OperationsPerInvocation(EPOCHS)
  public RankingModel als() {
    return kind.train(matrix, parameters, context);
  }

  /** The limit: a square product of order {@value #ORDER}. */
  @Benchmark
  public float[] sgemm() {
    linearAlgebra.gemm(
        false, false, ORDER, ORDER, ORDER, 1f, a, 0, ORDER, b, 0, ORDER, 0f, c, 0, ORDER);
    return c;
  }

  static double gemmFlops(BenchmarkParams ignored) {
    return 2.0 * ORDER * ORDER * ORDER;
  }

  /**
   * For both sides: the Gramian's lower triangle, and for each row with n entries the lower
   * triangle of a rank-n update n·d(d+1), the right-hand side n·d, Cholesky d³/3, two triangular
   * solves 2d².
   */
  static double flops(BenchmarkParams parameters) {
    InteractionMatrix data =
        matrix(
            Integer.parseInt(parameters.getParam("users")),
            Integer.parseInt(parameters.getParam("items")),
            Integer.parseInt(parameters.getParam("draws")));
    double d = Integer.parseInt(parameters.getParam("factors"));
    double rows = (double) data.rows() + data.columns();
    return 2.0 * data.entries() * (d * (d + 1) + d)
        + rows * (d * (d + 1) + d * d * d / 3 + 2 * d * d);
  }

  /** Items drawn with a density that falls with the rank, as popularity does. */
  private static InteractionMatrix matrix(int users, int items, int draws) {
    SplittableRandom random = new SplittableRandom(1);
    InteractionLog.Builder log = InteractionLog.builder();
    for (int user = 0; user < users; user++) {
      for (int draw = 0; draw < draws; draw++) {
        double place = random.nextDouble();
        log.add("u" + user, "i" + (int) (place * place * items), 1f, draw);
      }
    }
    return log.build().toMatrix();
  }
}

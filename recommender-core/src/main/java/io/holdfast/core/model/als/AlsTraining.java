package io.holdfast.core.model.als;

import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.parallel.ParallelLoop;
import java.util.SplittableRandom;

/**
 * Alternating least squares in progress: both factor matrices and the steps that improve them.
 *
 * <p>Minimises {@link AlsObjective}, one of two by the parameter {@code weighting}: with one side
 * fixed it is a quadratic function of each row of the other, whose minimum solves
 *
 * <pre>
 * (gHᵀH + Σ_{i∈I} aᵢ hᵢhᵢᵀ + ridge·1) w = Σ_{i∈I} (aᵢ + base) hᵢ
 *
 *          g    aᵢ     base   ridge
 *   ials   α₀   wᵢ     0      λ (|I| + α₀·other side)^ν
 *   hkv    1    α rᵢ   1      λ
 * </pre>
 *
 * <p>The parameter {@code solver} says how: exactly ({@code cholesky}), by a few steps of conjugate
 * gradients from the row's present factor ({@code cg}), or exactly in one block of dimensions after
 * the other ({@code ials++}). All three have the same fixed points. Initial factors are normal with
 * variance σ*²/d (Rendle et al. 2022, arXiv 2110.14037, §4.3).
 *
 * <p><b>Over-relaxation.</b> Alternation is slow in directions in which both sides could move
 * together. With the parameter {@code relaxation} ω above 1 a half-step goes on beyond the solution
 * w*, to w + ω(w* − w), as successive over-relaxation does. Because the objective is quadratic in a
 * row, what a row has above its minimum is then multiplied by (ω−1)²: it still falls in every
 * half-step, for every ω below 2. A side's first step, from random factors, is not relaxed.
 *
 * <p>Rows are independent and each is solved in a fixed order of additions: the same seed gives the
 * same factors with any number of threads. Work is divided by interactions.
 *
 * <p>Memory, beside the matrix: (users + items)·d floats, the columns of the transposed matrix and,
 * where weights differ, the weights of it, and a chunk of rows and O(d²) a thread. Weights by value
 * alone are the matrix's own values; weights by type or age take 4 bytes an entry. Used from one
 * thread at a time; {@link #close} ends the threads.
 */
public final class AlsTraining implements AutoCloseable {

  private final AlsParameters parameters;
  private final TrainingContext context;
  private final ParallelLoop loop;
  private final Side users;
  private final Side items;
  private final HalfStep halfStep;
  // By worker: a chunk's factors before they are improved and relaxed.
  private final float[][] previous;
  private boolean usersSolved;
  private boolean itemsSolved;

  AlsTraining(InteractionMatrix data, AlsParameters parameters, TrainingContext context) {
    this.parameters = parameters;
    this.context = context;
    Observations observations =
        new InteractionWeights(parameters, data.latestEpochSecond()).of(data);
    this.users = Side.of(observations, parameters.factors());
    this.items = Side.of(observations.transposed(data.columns()), parameters.factors());
    this.loop = new ParallelLoop(context.threads());
    this.halfStep = halfStep();
    int longest = Math.max(longestChunk(users), longestChunk(items));
    this.previous =
        new float[parameters.relaxation() == 1 ? 0 : loop.threads()]
            [longest * parameters.factors()];
    initialize();
  }

  /**
   * Training with the parameters of the kind {@code als}, at its first factors. Nothing is done
   * until it is asked for; {@code epochs} is not looked at.
   *
   * @throws IllegalArgumentException if the factors would not fit an array, or weights by type are
   *     asked for and the interactions carry no types, or every interaction weighs 0
   */
  public static AlsTraining of(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    return new AlsTraining(
        data, AlsParameters.of(AlsParameters.resolved(parameters, data)), context);
  }

  /** Improves all users with the items fixed. */
  public void solveUsers() {
    solve(users, items, usersSolved);
    usersSolved = true;
  }

  /** Improves all items with the users fixed. */
  public void solveItems() {
    solve(items, users, itemsSolved);
    itemsSolved = true;
  }

  /** w, float32 [users, d], row-major; the array that later steps write to. */
  public float[] userFactors() {
    return users.factors();
  }

  /** h, float32 [items, d], row-major; the array that later steps write to. */
  public float[] itemFactors() {
    return items.factors();
  }

  /** The objective at the current factors, added up in double. */
  public double objective() {
    return new AlsObjective(parameters, users.observations(), items.observations(), loop)
        .at(users.factors(), items.factors());
  }

  @Override
  public void close() {
    loop.close();
  }

  private void initialize() {
    SplittableRandom random = new SplittableRandom(context.seed());
    double deviation = parameters.initialScale() / Math.sqrt(parameters.factors());
    for (Side side : new Side[] {items, users}) {
      for (int f = 0; f < side.factors().length; f++) {
        side.factors()[f] = (float) (deviation * random.nextGaussian());
      }
    }
  }

  private HalfStep halfStep() {
    return switch (parameters.solver()) {
      case CHOLESKY -> new CholeskyHalfStep(context.linearAlgebra(), loop, parameters);
      case CONJUGATE_GRADIENT ->
          new ConjugateGradients(context.linearAlgebra(), loop.threads(), parameters);
      case SUBSPACE ->
          new SubspaceHalfStep(
              context.linearAlgebra(),
              loop.threads(),
              parameters,
              Math.max(users.observations().longestRow(), items.observations().longestRow()));
    };
  }

  private void solve(Side side, Side fixed, boolean relaxed) {
    float[] gramian =
        Gramian.of(
            context.linearAlgebra(),
            loop,
            fixed.factors(),
            fixed.rows(),
            parameters.factors(),
            parameters.everyCell());
    ParallelLoop.Body step = halfStep.prepare(side, fixed, gramian);
    boolean relaxes = relaxed && parameters.relaxation() != 1;
    loop.run(side.chunks(), relaxes ? relaxed(side, step) : step);
  }

  /** The step, and then w := ωw* + (1−ω)w, chunk by chunk. */
  private ParallelLoop.Body relaxed(Side side, ParallelLoop.Body step) {
    int d = parameters.factors();
    float omega = (float) parameters.relaxation();
    float[] factors = side.factors();
    return (worker, from, to) -> {
      float[] before = previous[worker];
      int length = (to - from) * d;
      System.arraycopy(factors, from * d, before, 0, length);
      step.run(worker, from, to);
      for (int f = from * d; f < to * d; f++) {
        factors[f] *= omega;
      }
      context.linearAlgebra().axpy(length, 1 - omega, before, 0, factors, from * d);
    };
  }

  private static int longestChunk(Side side) {
    int longest = 0;
    for (int chunk = 1; chunk < side.chunks().length; chunk++) {
      longest = Math.max(longest, side.chunks()[chunk] - side.chunks()[chunk - 1]);
    }
    return longest;
  }
}

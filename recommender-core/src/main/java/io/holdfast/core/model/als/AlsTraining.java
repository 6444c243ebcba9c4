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
 * <p>Memory: (users + items)·d floats, the larger side's once more with relaxation, the transposed
 * matrix, and O(d²) a thread. Used from one thread at a time; {@link #close} ends the threads.
 */
public final class AlsTraining implements AutoCloseable {

  private final AlsParameters parameters;
  private final TrainingContext context;
  private final ParallelLoop loop;
  private final Side users;
  private final Side items;
  private final HalfStep halfStep;
  // A side's factors before a relaxed half-step; kept, since it is as large as the side.
  private float[] previous = new float[0];
  private boolean usersSolved;
  private boolean itemsSolved;

  AlsTraining(InteractionMatrix data, AlsParameters parameters, TrainingContext context) {
    this.parameters = parameters;
    this.context = context;
    Observations observations =
        new InteractionWeights(parameters, InteractionWeights.latest(data)).of(data);
    this.users = Side.of(observations, parameters.factors());
    this.items = Side.of(observations.transposed(data.columns()), parameters.factors());
    this.loop = new ParallelLoop(context.threads());
    this.halfStep = halfStep();
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
      case CONJUGATE_GRADIENT -> new ConjugateGradients(context.linearAlgebra(), loop, parameters);
      case SUBSPACE ->
          new SubspaceHalfStep(
              context.linearAlgebra(),
              loop,
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
    if (!relaxed || parameters.relaxation() == 1) {
      halfStep.solve(side, fixed, gramian);
      return;
    }
    int length = side.factors().length;
    if (previous.length < length) {
      previous = new float[length];
    }
    System.arraycopy(side.factors(), 0, previous, 0, length);
    halfStep.solve(side, fixed, gramian);
    relax(side);
  }

  /** w := ωw* + (1−ω)w. */
  private void relax(Side side) {
    int d = parameters.factors();
    float omega = (float) parameters.relaxation();
    loop.run(
        side.chunks(),
        (worker, from, to) -> {
          for (int f = from * d; f < to * d; f++) {
            side.factors()[f] *= omega;
          }
          context
              .linearAlgebra()
              .axpy((to - from) * d, 1 - omega, previous, from * d, side.factors(), from * d);
        });
  }
}

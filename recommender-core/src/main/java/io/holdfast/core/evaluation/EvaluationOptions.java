package io.holdfast.core.evaluation;

import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.TrainingContext;

/**
 * How to evaluate.
 *
 * @param parameters the model's parameters
 * @param context seed, threads, linear algebra and progress of training; the seed is also the
 *     bootstrap's
 * @param seen what happens to items of the history
 * @param cutoff the k of HR@k, Recall@k and NDCG@k
 * @param stage test or validation
 * @param bootstrapSamples how many means the intervals are made of
 */
public record EvaluationOptions(
    Parameters parameters,
    TrainingContext context,
    SeenItems seen,
    int cutoff,
    Stage stage,
    int bootstrapSamples) {

  private static final int DEFAULT_CUTOFF = 10;

  /**
   * Checks the cutoff.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public EvaluationOptions {
    if (cutoff < 1) {
      throw new IllegalArgumentException("the cutoff is at least 1, not " + cutoff);
    }
  }

  /** Seen items masked, cutoff 10, the test stage, {@link Bootstrap#SAMPLES} samples. */
  public static EvaluationOptions of(Parameters parameters, TrainingContext context) {
    return new EvaluationOptions(
        parameters, context, SeenItems.MASK, DEFAULT_CUTOFF, Stage.TEST, Bootstrap.SAMPLES);
  }

  /** The same with seen items masked or kept. */
  public EvaluationOptions withSeen(SeenItems other) {
    return new EvaluationOptions(parameters, context, other, cutoff, stage, bootstrapSamples);
  }

  /** The same with another cutoff. */
  public EvaluationOptions withCutoff(int other) {
    return new EvaluationOptions(parameters, context, seen, other, stage, bootstrapSamples);
  }

  /** The same at another stage. */
  public EvaluationOptions withStage(Stage other) {
    return new EvaluationOptions(parameters, context, seen, cutoff, other, bootstrapSamples);
  }

  /** The same with other parameters. */
  public EvaluationOptions withParameters(Parameters other) {
    return new EvaluationOptions(other, context, seen, cutoff, stage, bootstrapSamples);
  }
}

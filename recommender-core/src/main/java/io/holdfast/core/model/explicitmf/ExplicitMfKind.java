package io.holdfast.core.model.explicitmf;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.TrainingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kind {@code explicit-mf}: matrix factorization of ratings, r̂ = μ + b_u + b_i + p_u·q_i. By
 * default Bayesian, see {@link GibbsSampler}; {@code solver=als} is the maximum a posteriori
 * estimate under fixed priors, see {@link MapEstimation}, which is faster and predicts no standard
 * deviation.
 */
public final class ExplicitMfKind implements RatingKind {

  private static final String SWEEP = "sweep";
  private static final String EPOCH = "epoch";

  @Override
  public String name() {
    return ExplicitMfModel.KIND;
  }

  @Override
  public ParameterSchema parameters() {
    return ExplicitMfParameters.SCHEMA;
  }

  @Override
  public Parameters biasesOnly(Parameters parameters) {
    return ExplicitMfParameters.of(parameters).withoutFactors().untyped();
  }

  @Override
  public RatingModel train(InteractionMatrix data, Parameters parameters, TrainingContext context) {
    ExplicitMfParameters typed = ExplicitMfParameters.of(parameters).boundedFor(data.columns());
    RatingScale scale = RatingScale.of(data);
    RatedRows users = RatedRows.byUser(data, scale, typed.dimensions(), context.threads());
    RatedRows items = RatedRows.byItem(data, scale, typed.dimensions(), context.threads());
    ItemSamples samples =
        switch (typed.solver()) {
          case GIBBS -> sample(users, items, typed, context);
          case ALS -> estimate(users, items, typed, context);
        };
    return new ExplicitMfModel(
        data.items(), data.usersPerItem(), scale, samples, typed, context.linearAlgebra());
  }

  @Override
  public RatingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    ExplicitMfParameters typed = ExplicitMfParameters.of(parameters);
    int samples = typed.keptSamples();
    int dimensions = typed.dimensions();
    float[] means = floats(contents, ExplicitMfModel.USER_MEANS, samples, dimensions);
    float[] precisions =
        floats(contents, ExplicitMfModel.USER_PRECISIONS, samples, dimensions, dimensions);
    List<GaussianPrior> priors = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      int square = dimensions * dimensions;
      priors.add(
          GaussianPrior.of(
              Arrays.copyOfRange(means, sample * dimensions, (sample + 1) * dimensions),
              Arrays.copyOfRange(precisions, sample * square, (sample + 1) * square)));
    }
    float[] scale = floats(contents, ExplicitMfModel.RATING_SCALE, 2);
    int[] userCounts = contents.ints(ExplicitMfModel.USER_COUNTS, 1).values();
    return new ExplicitMfModel(
        contents.ids(ExplicitMfModel.ITEMS),
        userCounts,
        new RatingScale(scale[0], scale[1]),
        new ItemSamples(
            dimensions,
            floats(contents, ExplicitMfModel.ITEM_VECTORS, userCounts.length, samples, dimensions),
            priors,
            floats(contents, ExplicitMfModel.NOISE_PRECISIONS, samples)),
        typed,
        linearAlgebra);
  }

  private static ItemSamples sample(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    ItemSamples.Collector collector =
        new ItemSamples.Collector(items.rows(), parameters.samples(), parameters.dimensions());
    int sweeps = parameters.burnIn() + parameters.samples() * parameters.thinning();
    try (GibbsSampler sampler = new GibbsSampler(users, items, parameters, context)) {
      for (int sweep = 1; sweep <= sweeps; sweep++) {
        sampler.sweep();
        int after = sweep - parameters.burnIn();
        if (after > 0 && after % parameters.thinning() == 0) {
          collector.add(sampler);
        }
        context.progress().progressed(SWEEP, sweep, sweeps);
      }
    }
    return collector.build();
  }

  private static ItemSamples estimate(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    try (MapEstimation estimation = new MapEstimation(users, items, parameters, context)) {
      for (int epoch = 1; epoch <= parameters.epochs(); epoch++) {
        estimation.solveUsers();
        estimation.solveItems();
        context.progress().progressed(EPOCH, epoch, parameters.epochs());
      }
      return ItemSamples.single(estimation.itemVectors(), MapEstimation.prior(parameters));
    }
  }

  private static float[] floats(ArtifactContents contents, String name, int... shape)
      throws CorruptArtifactException {
    Tensor.Floats tensor = contents.floats(name, shape.length);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new CorruptArtifactException(
          "tensor %s has shape %s, the parameters say %s"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    return tensor.values();
  }
}

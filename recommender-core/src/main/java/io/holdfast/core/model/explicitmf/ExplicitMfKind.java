package io.holdfast.core.model.explicitmf;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;

/**
 * The kind {@code explicit-mf}: matrix factorization of ratings, r̂ = μ + b_u + b_i + p_u·q_i. By
 * default Bayesian, see {@link GibbsSampler}; {@code solver=als} is the maximum a posteriori
 * estimate under fixed priors, see {@link MapEstimation}, which is faster and predicts no standard
 * deviation. Asked for {@code criteria}, the Bayesian model learns from ratings by criterion too,
 * and predicts the overall rating from them, see {@link Response}.
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
  public SearchSpace searchSpace() {
    return ExplicitMfParameters.GIBBS_SPACE;
  }

  @Override
  public SearchSpace searchSpace(Parameters given) {
    return ExplicitMfParameters.of(given).solver() == ExplicitMfParameters.Solver.GIBBS
        ? ExplicitMfParameters.GIBBS_SPACE
        : ExplicitMfParameters.ALS_SPACE;
  }

  @Override
  public Parameters biasesOnly(Parameters parameters) {
    return ExplicitMfParameters.of(parameters).withoutFactors().untyped();
  }

  @Override
  public RatingModel train(InteractionMatrix data, Parameters parameters, TrainingContext context) {
    ExplicitMfParameters asked = ExplicitMfParameters.of(parameters);
    Aspects aspects = Aspects.of(data, asked.criteriaOf(data));
    ExplicitMfParameters typed = asked.boundedFor(data.columns(), aspects.count());
    int dimensions = typed.factors() + aspects.count();
    RatedRows users = RatedRows.byUser(data, aspects, dimensions, context.threads());
    RatedRows items = users.transposed(data.columns(), dimensions, context.threads());
    ItemSamples samples =
        switch (typed.solver()) {
          case GIBBS -> sample(users, items, typed, context);
          case ALS -> estimate(users, items, typed, context);
        };
    return new ExplicitMfModel(
        data.items(), data.usersPerItem(), aspects, samples, typed, context.linearAlgebra());
  }

  @Override
  public RatingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    return ExplicitMfContents.restore(contents, ExplicitMfParameters.of(parameters), linearAlgebra);
  }

  private static ItemSamples sample(
      RatedRows users, RatedRows items, ExplicitMfParameters parameters, TrainingContext context) {
    ItemSamples.Collector collector =
        new ItemSamples.Collector(
            items.rows(), parameters.samples(), parameters.factors() + items.aspects());
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
      return ItemSamples.single(
          estimation.itemVectors(),
          MapEstimation.prior(parameters),
          MapEstimation.response(parameters));
    }
  }
}

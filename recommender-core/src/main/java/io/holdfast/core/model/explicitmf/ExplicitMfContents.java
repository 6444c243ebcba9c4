package io.holdfast.core.model.explicitmf;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.artifact.CorruptArtifactException;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.linalg.LinearAlgebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an artifact keeps of an {@link ExplicitMfModel}, with S samples of D = d + K numbers for K
 * aspects:
 *
 * <pre>
 * items              ids
 * user_counts        int32   [items]
 * item_vectors       float32 [items, S, D]
 * user_means         float32 [S, D]
 * user_precisions    float32 [S, D, D]
 * noise_precisions   float32 [S, K]          without criteria [S]
 * rating_scale       float32 [K, 2]          without criteria [2]: mean and deviation
 * criteria           ids, K − 1              only with criteria
 * factor_weights     float32 [S, K, d]       only with criteria
 * regression         float32 [S, K, K]       only with criteria
 * </pre>
 */
final class ExplicitMfContents {

  private static final String ITEMS = "items";
  private static final String USER_COUNTS = "user_counts";
  private static final String ITEM_VECTORS = "item_vectors";
  private static final String USER_MEANS = "user_means";
  private static final String USER_PRECISIONS = "user_precisions";
  private static final String NOISE_PRECISIONS = "noise_precisions";
  private static final String RATING_SCALE = "rating_scale";
  private static final String CRITERIA = "criteria";
  private static final String FACTOR_WEIGHTS = "factor_weights";
  private static final String REGRESSION = "regression";

  private ExplicitMfContents() {}

  static ArtifactContents of(IdMap items, int[] userCounts, Aspects aspects, ItemSamples samples) {
    int count = samples.count();
    int dimensions = samples.dimensions();
    int k = aspects.count();
    int factors = dimensions - k;
    float[][] means = new float[count][];
    float[][] precisions = new float[count][];
    float[][] noise = new float[count][];
    float[][] weights = new float[count][];
    float[][] regression = new float[count][];
    for (int sample = 0; sample < count; sample++) {
      means[sample] = samples.userPriors().get(sample).mean();
      precisions[sample] = samples.userPriors().get(sample).precision();
      noise[sample] = samples.responses().get(sample).precisions();
      weights[sample] = samples.responses().get(sample).factorWeights();
      regression[sample] = samples.responses().get(sample).regression();
    }
    float[] scale = new float[2 * k];
    for (int aspect = 0; aspect < k; aspect++) {
      scale[2 * aspect] = aspects.scales().get(aspect).mean();
      scale[2 * aspect + 1] = aspects.scales().get(aspect).deviation();
    }
    Map<String, Tensor> tensors = new HashMap<>();
    tensors.put(USER_COUNTS, Tensor.ints(userCounts, items.size()));
    tensors.put(ITEM_VECTORS, Tensor.floats(samples.vectors(), items.size(), count, dimensions));
    tensors.put(USER_MEANS, Tensor.floats(joined(means), count, dimensions));
    tensors.put(USER_PRECISIONS, Tensor.floats(joined(precisions), count, dimensions, dimensions));
    if (aspects.criteria().isEmpty()) {
      tensors.put(NOISE_PRECISIONS, Tensor.floats(joined(noise), count));
      tensors.put(RATING_SCALE, Tensor.floats(scale, 2));
      return new ArtifactContents(tensors, Map.of(ITEMS, items));
    }
    tensors.put(NOISE_PRECISIONS, Tensor.floats(joined(noise), count, k));
    tensors.put(RATING_SCALE, Tensor.floats(scale, k, 2));
    tensors.put(FACTOR_WEIGHTS, Tensor.floats(joined(weights), count, k, factors));
    tensors.put(REGRESSION, Tensor.floats(joined(regression), count, k, k));
    IdMap.Builder criteria = IdMap.builder();
    aspects.criteria().forEach(criteria::add);
    return new ArtifactContents(tensors, Map.of(ITEMS, items, CRITERIA, criteria.build()));
  }

  static ExplicitMfModel restore(
      ArtifactContents contents, ExplicitMfParameters parameters, LinearAlgebra linearAlgebra)
      throws ArtifactException {
    List<String> criteria = new ArrayList<>();
    if (contents.idMaps().containsKey(CRITERIA)) {
      IdMap ids = contents.ids(CRITERIA);
      for (int index = 0; index < ids.size(); index++) {
        criteria.add(ids.id(index));
      }
    }
    int count = parameters.keptSamples();
    int k = criteria.size() + 1;
    int dimensions = parameters.factors() + k;
    float[] scale =
        criteria.isEmpty()
            ? floats(contents, RATING_SCALE, 2)
            : floats(contents, RATING_SCALE, k, 2);
    List<RatingScale> scales = new ArrayList<>();
    for (int aspect = 0; aspect < k; aspect++) {
      scales.add(new RatingScale(scale[2 * aspect], scale[2 * aspect + 1]));
    }
    float[] means = floats(contents, USER_MEANS, count, dimensions);
    float[] precisions = floats(contents, USER_PRECISIONS, count, dimensions, dimensions);
    List<GaussianPrior> priors = new ArrayList<>();
    for (int sample = 0; sample < count; sample++) {
      priors.add(GaussianPrior.of(part(means, sample, count), part(precisions, sample, count)));
    }
    int[] userCounts = contents.ints(USER_COUNTS, 1).values();
    return new ExplicitMfModel(
        contents.ids(ITEMS),
        userCounts,
        new Aspects(criteria, scales),
        new ItemSamples(
            floats(contents, ITEM_VECTORS, userCounts.length, count, dimensions),
            priors,
            responses(contents, parameters.factors(), count, k)),
        parameters,
        linearAlgebra);
  }

  private static List<Response> responses(
      ArtifactContents contents, int factors, int count, int aspects) throws ArtifactException {
    List<Response> responses = new ArrayList<>();
    if (aspects == 1) {
      for (float precision : floats(contents, NOISE_PRECISIONS, count)) {
        responses.add(Response.ofOverall(factors, precision));
      }
      return responses;
    }
    float[] noise = floats(contents, NOISE_PRECISIONS, count, aspects);
    float[] weights = floats(contents, FACTOR_WEIGHTS, count, aspects, factors);
    float[] regression = floats(contents, REGRESSION, count, aspects, aspects);
    for (int sample = 0; sample < count; sample++) {
      responses.add(
          new Response(
              factors,
              part(weights, sample, count),
              part(regression, sample, count),
              part(noise, sample, count)));
    }
    return responses;
  }

  private static float[] joined(float[][] parts) {
    float[] joined = new float[parts.length * parts[0].length];
    for (int p = 0; p < parts.length; p++) {
      System.arraycopy(parts[p], 0, joined, p * parts[0].length, parts[0].length);
    }
    return joined;
  }

  private static float[] part(float[] joined, int index, int parts) {
    int length = joined.length / parts;
    return Arrays.copyOfRange(joined, index * length, (index + 1) * length);
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

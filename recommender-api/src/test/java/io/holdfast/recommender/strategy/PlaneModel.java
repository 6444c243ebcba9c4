package io.holdfast.recommender.strategy;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ItemVectors;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.ScorePosterior;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.util.random.RandomGenerator;

/** Items in the plane, whose scores have independent deviations. Ranks nothing itself. */
final class PlaneModel implements RankingModel, ItemVectors, ScorePosterior {
  private final IdMap items;
  private final int[] userCounts;
  private final float[][] vectors;

  PlaneModel(IdMap items, int[] userCounts, float[][] vectors) {
    this.items = items;
    this.userCounts = userCounts;
    this.vectors = vectors;
  }

  @Override
  public int vectorDimensions() {
    return 2;
  }

  @Override
  public void itemVector(int item, float[] out, int offset) {
    System.arraycopy(vectors[item], 0, out, offset, 2);
  }

  @Override
  public float[] deviations(
      History history, int[] some, double noise, int draws, RandomGenerator random) {
    float[] deviations = new float[draws * some.length];
    for (int at = 0; at < deviations.length; at++) {
      deviations[at] = (float) (noise * random.nextGaussian());
    }
    return deviations;
  }

  @Override
  public int[] userCounts() {
    return userCounts.clone();
  }

  @Override
  public IdMap items() {
    return items;
  }

  @Override
  public String kind() {
    return "plane";
  }

  @Override
  public Parameters parameters() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean canRank(History history) {
    return true;
  }

  @Override
  public void score(History history, float[] scores) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TopK recommend(History history, int k, ItemFilter filter) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ArtifactContents contents() {
    throw new UnsupportedOperationException();
  }
}

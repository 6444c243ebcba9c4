package io.holdfast.core.evaluation;

import io.holdfast.core.artifact.ArtifactContents;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ParameterSchema;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** A model that scores as it is told and remembers everything that it was shown. */
final class RecordingKind implements ModelKind {

  private final BiConsumer<History, float[]> scorer;
  private InteractionMatrix training;
  private final ConcurrentLinkedQueue<History> histories = new ConcurrentLinkedQueue<>();

  RecordingKind(BiConsumer<History, float[]> scorer) {
    this.scorer = scorer;
  }

  InteractionMatrix training() {
    return training;
  }

  Iterable<History> histories() {
    return histories;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public ParameterSchema parameters() {
    return ParameterSchema.of();
  }

  @Override
  public RankingModel train(
      InteractionMatrix data, Parameters parameters, TrainingContext context) {
    training = data;
    return new Recording(data.items());
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra) {
    throw new UnsupportedOperationException("a recording is never stored");
  }

  private final class Recording implements RankingModel {

    private final IdMap items;

    Recording(IdMap items) {
      this.items = items;
    }

    @Override
    public String kind() {
      return name();
    }

    @Override
    public Parameters parameters() {
      return ParameterSchema.of().defaults();
    }

    @Override
    public IdMap items() {
      return items;
    }

    @Override
    public boolean canRank(History history) {
      return true;
    }

    @Override
    public void score(History history, float[] scores) {
      histories.add(history);
      scorer.accept(history, scores);
    }

    @Override
    public TopK recommend(History history, int k, ItemFilter filter) {
      return new TopKHeap(0).drain();
    }

    @Override
    public int[] userCounts() {
      return training.usersPerItem();
    }

    @Override
    public ArtifactContents contents() {
      return new ArtifactContents(Map.of(), Map.of());
    }
  }
}

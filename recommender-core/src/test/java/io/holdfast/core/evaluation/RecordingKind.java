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
import io.holdfast.core.model.SearchSpace;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.core.retrieval.TopKHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** A model that scores as it is told and remembers everything that it was shown. */
public final class RecordingKind implements ModelKind {

  private final SearchSpace searchSpace;
  private final ParameterSchema parameters;
  private final Scorer scorer;
  private final List<Parameters> trained = new ArrayList<>();
  private InteractionMatrix training;
  private final ConcurrentLinkedQueue<History> histories = new ConcurrentLinkedQueue<>();

  /** Scores histories with the parameters that it was trained with. */
  @FunctionalInterface
  public interface Scorer {
    /** Writes a score for each item. */
    void score(Parameters parameters, History history, float[] scores);
  }

  /** A kind without parameters. */
  public RecordingKind(BiConsumer<History, float[]> scorer) {
    this(
        ParameterSchema.of(),
        SearchSpace.empty(),
        (parameters, history, scores) -> scorer.accept(history, scores));
  }

  /** A kind whose parameters may be searched for. */
  public RecordingKind(ParameterSchema parameters, SearchSpace searchSpace, Scorer scorer) {
    this.parameters = parameters;
    this.searchSpace = searchSpace;
    this.scorer = scorer;
  }

  /** What it was trained on last. */
  public InteractionMatrix training() {
    return training;
  }

  /** The parameters of each training, in order. */
  public List<Parameters> trained() {
    return trained;
  }

  /** Every history that was scored. */
  public Iterable<History> histories() {
    return histories;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public ParameterSchema parameters() {
    return parameters;
  }

  @Override
  public SearchSpace searchSpace() {
    return searchSpace;
  }

  @Override
  public RankingModel train(InteractionMatrix data, Parameters chosen, TrainingContext context) {
    training = data;
    trained.add(chosen);
    return new Recording(data.items(), chosen);
  }

  @Override
  public RankingModel restore(
      ArtifactContents contents, Parameters parameters, LinearAlgebra linearAlgebra) {
    throw new UnsupportedOperationException("a recording is never stored");
  }

  private final class Recording implements RankingModel {

    private final IdMap items;
    private final Parameters chosen;

    Recording(IdMap items, Parameters chosen) {
      this.items = items;
      this.chosen = chosen;
    }

    @Override
    public String kind() {
      return name();
    }

    @Override
    public Parameters parameters() {
      return chosen;
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
      scorer.score(chosen, history, scores);
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

package io.holdfast.cli.world;

import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.training.data.TrainingDataBuilder;
import java.util.ArrayList;
import java.util.List;

/** Lists made by a real model in this process, seen items left out: what the API would show. */
final class ModelShowcase implements Showcase {
  private static final int LENGTH = 10;

  private final RankingModel model;
  private final RankingModel fallback;

  private ModelShowcase(RankingModel model) {
    this.model = model;
    this.fallback = PopularModel.of(model);
  }

  /** A model of that kind, trained on the world's warm-up. */
  static ModelShowcase trained(String kind, World world) {
    TrainingDataBuilder data = new TrainingDataBuilder("warm-up");
    for (SplitDataset.WarmUp told : world.warmUp()) {
      Dataset.Act act = told.act();
      data.add(told.userId(), act.itemId(), act.type(), act.value(), act.epochSecond());
    }
    return new ModelShowcase(
        ModelKinds.named(kind)
            .train(
                data.build().log().toMatrix(),
                ModelKinds.named(kind).parameters().defaults(),
                TrainingContext.withSeed(1)));
  }

  @Override
  public List<String> listFor(Person person, List<Told> history, long second) {
    History.Builder builder = History.builder(model.items());
    for (Told told : history) {
      if (told.itemId() != null) {
        builder.add(told.itemId(), 1f, told.second());
      }
    }
    History known = builder.build();
    TopK top =
        (model.canRank(known) ? model : fallback)
            .recommend(known, LENGTH, ItemFilter.excluding(known.distinctItems()));
    List<String> shown = new ArrayList<>();
    for (int rank = 0; rank < top.size(); rank++) {
      shown.add(model.items().id(top.item(rank)));
    }
    return shown;
  }
}

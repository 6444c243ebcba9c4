package io.holdfast.core.model;

import io.holdfast.core.data.InteractionLog;
import java.util.Map;

/**
 * The data of {@code src/test/python/reference_models.py}, where the expected scores of several
 * models were computed from their formulas by another route: user u meets item (u² + 3up + 2p²) mod
 * 12 at times p = 0, 1, …, 2 + u mod 5, some of them more than once.
 */
public final class ReferenceData {

  private static final int USERS = 30;
  private static final int ITEMS = 12;

  private ReferenceData() {}

  /** The log; item i has the id {@code "i"} and the index i. */
  public static InteractionLog log() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      builder.addItem(Integer.toString(item));
    }
    for (int u = 0; u < USERS; u++) {
      for (int p = 0; p < 3 + u % 5; p++) {
        int item = (u * u + 3 * u * p + 2 * p * p) % ITEMS;
        builder.add(Integer.toString(u), Integer.toString(item), 1, p);
      }
    }
    return builder.build();
  }

  /** The scores of a model of {@code kind} with these parameters for a history of these items. */
  public static float[] scores(String kind, Map<String, ?> parameters, History history) {
    ModelKind named = ModelKinds.named(kind);
    RankingModel model =
        named.train(
            log().toMatrix(),
            named.parameters().parse(parameters),
            TrainingContext.withSeed(1).withThreads(2));
    float[] scores = new float[ITEMS];
    model.score(history, scores);
    return scores;
  }
}

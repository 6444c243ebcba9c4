package io.holdfast.core.model.als;

import io.holdfast.core.data.IdMap;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.InteractionMatrix;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Power-law data with two tastes, repeats, values, types and times; items 198 and 199 and user
 * {@code idle} have no interaction.
 */
final class AlsData {

  static final ModelKind ALS = ModelKinds.named("als");
  static final int USERS = 300;
  static final int ITEMS = 200;
  static final InteractionLog LOG = log();
  static final InteractionMatrix MATRIX = LOG.toMatrix();

  private static final int DAY = 86_400;

  private AlsData() {}

  private static InteractionLog log() {
    List<String> types = List.of("click", "purchase", "play");
    SplittableRandom random = new SplittableRandom(5);
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      builder.addItem("i" + item);
    }
    for (int user = 0; user < USERS; user++) {
      double share = Math.pow(random.nextDouble(), 4);
      int length = 1 + (int) (60 * share);
      for (int n = 0; n < length; n++) {
        int rank = (int) (ITEMS / 2 * Math.pow(random.nextDouble(), 2));
        int item = Math.min(2 * rank + user % 2, ITEMS - 3);
        builder.add(
            "u" + user,
            "i" + item,
            1 + random.nextInt(5),
            (long) n * DAY,
            types.get(random.nextInt(types.size())));
      }
    }
    return builder.build();
  }

  /** Parsed, with α₀ chosen by the data. */
  static Parameters parameters(Map<String, ?> given) {
    return AlsParameters.resolved(ALS.parameters().parse(given), MATRIX);
  }

  /** All that user {@code user} did. */
  static History historyOf(int user) {
    return historyOf(user, LOG.items());
  }

  static History historyOf(int user, IdMap items) {
    UserSequences sequences = LOG.byUser();
    History.Builder history = History.builder(items);
    for (int position = 0; position < sequences.length(user); position++) {
      int row = sequences.row(user, position);
      history.add(
          LOG.items().id(LOG.item(row)), LOG.value(row), LOG.epochSecond(row), LOG.type(row));
    }
    return history.build();
  }

  /** The log as dense weights, worked out from the interactions one by one. */
  static DenseReference reference(Parameters parameters) {
    boolean hkv = parameters.choice("weighting").equals("hkv");
    double halfLife = parameters.real("half-life-days");
    Map<String, Double> typeWeights = parameters.weights("type-weights");
    double[][] weight = new double[USERS][ITEMS];
    long[][] latest = new long[USERS][ITEMS];
    long now = 0;
    for (int row = 0; row < LOG.size(); row++) {
      int u = LOG.user(row);
      int i = LOG.item(row);
      double typed = typeWeights.getOrDefault(LOG.type(row), 1.0);
      weight[u][i] =
          hkv
              ? weight[u][i] + parameters.real("confidence") * typed * LOG.value(row)
              : Math.max(weight[u][i], typed);
      latest[u][i] = Math.max(latest[u][i], LOG.epochSecond(row));
      now = Math.max(now, LOG.epochSecond(row));
    }
    for (int u = 0; u < USERS; u++) {
      for (int i = 0; halfLife > 0 && i < ITEMS; i++) {
        weight[u][i] *= Math.pow(0.5, (now - latest[u][i]) / (halfLife * DAY));
      }
    }
    return new DenseReference(
        weight,
        hkv,
        parameters.real("unobserved-weight"),
        parameters.real("regularization"),
        parameters.real("regularization-exponent"));
  }
}

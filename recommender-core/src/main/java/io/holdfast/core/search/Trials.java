package io.holdfast.core.search;

import io.holdfast.core.artifact.SearchReport;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Trains and measures one candidate after another on the same validation split, each with a share
 * of the budget: epochs, of kinds that train in epochs, and otherwise users who are asked. The
 * users of a small share are among those of every larger one.
 */
abstract sealed class Trials permits RankingTrials, RatingTrials {

  /** Fewer users than this tell candidates apart by chance. */
  private static final int LEAST_USERS = 200;

  /** No interval is asked for, so the bootstrap may be as short as it gets. */
  static final int BOOTSTRAP_SAMPLES = 2;

  private final ModelKind kind;
  private final Optional<String> epochs;

  Trials(ModelKind kind, Optional<String> epochs) {
    this.kind = kind;
    this.epochs = epochs;
  }

  /** What grows with the share: {@code epochs} or {@code users}. */
  String budget() {
    return epochs.isPresent() ? "epochs" : "users";
  }

  /**
   * Measures a candidate.
   *
   * @param share of the whole budget, above 0, at most 1
   */
  SearchReport.Trial run(Parameters parameters, double share) {
    if (epochs.isPresent()) {
      int all = parameters.integer(epochs.get());
      int some = Math.clamp(Math.round(share * all), 1, all);
      Map<String, Object> shortened = new LinkedHashMap<>(parameters.asMap());
      shortened.put(epochs.get(), some);
      double value = measure(kind.parameters().parse(shortened), users());
      return new SearchReport.Trial(parameters.asMap(), (double) some / all, value);
    }
    int some = Math.min(users(), Math.max(LEAST_USERS, (int) Math.ceil(share * users())));
    double value = measure(parameters, some);
    return new SearchReport.Trial(parameters.asMap(), (double) some / users(), value);
  }

  /** How many users there are to ask. */
  abstract int users();

  /** The metric's value over {@code users} of them. */
  abstract double measure(Parameters parameters, int users);

  /** The numbers below {@code size} in an order drawn by {@code seed}. */
  static int[] shuffled(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[size];
    for (int n = 0; n < size; n++) {
      order[n] = n;
    }
    for (int last = size - 1; last > 0; last--) {
      int chosen = random.nextInt(last + 1);
      int moved = order[last];
      order[last] = order[chosen];
      order[chosen] = moved;
    }
    return order;
  }
}

package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code strong-generalization}: users whom training has never met (Liang, Krishnan, Hoffman &amp;
 * Jebara, "Variational autoencoders for collaborative filtering", WWW 2018, section 4.2).
 *
 * <p>Of the users with at least {@value #MIN_ITEMS} distinct items a tenth, drawn at random, is
 * held out for the test and another tenth for validation; all that everybody else did is training
 * data, at either stage. Of a held-out user's n distinct items ⌊n / 5⌋, drawn at random, are the
 * targets, and the model is told every interaction with the others. The draws follow from a seed.
 *
 * <p>Metrics are those of the paper: {@code recall@20} and {@code recall@50} divided by min(k,
 * targets), {@code ndcg@100}. Unlike there, items that training never met stay in the catalogue and
 * among the targets.
 */
public final class StrongGeneralization implements Protocol {

  /** The protocol's name. */
  public static final String NAME = "strong-generalization";

  /** The seed of the paper's code, which {@link Protocols} uses. */
  static final long DEFAULT_SEED = 98_765;

  private static final int MIN_ITEMS = 5;
  private static final int USERS_PER_HELD_OUT = 10;
  private static final int ITEMS_PER_TARGET = 5;

  private final long seed;

  /** The protocol with its draws by {@code seed}. */
  public StrongGeneralization(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Split split(InteractionLog log, Stage stage) {
    UserSequences sequences = log.byUser();
    int[] candidates = shuffledCandidates(log, sequences);
    int heldOut = candidates.length / USERS_PER_HELD_OUT;
    if (heldOut == 0) {
      throw new IllegalArgumentException(
          "strong-generalization needs %d users of %d distinct items, there are %d"
              .formatted(USERS_PER_HELD_OUT, MIN_ITEMS, candidates.length));
    }
    int[] test = sorted(candidates, 0, heldOut);
    int[] validation = sorted(candidates, heldOut, Math.min(2 * heldOut, candidates.length));
    boolean[] unknown = new boolean[sequences.users()];
    for (int user : test) {
      unknown[user] = true;
    }
    for (int user : validation) {
      unknown[user] = true;
    }
    InteractionLog training = log.where(row -> !unknown[log.user(row)]);
    if (training.size() == 0) {
      throw new IllegalArgumentException("strong-generalization leaves nothing to train on");
    }
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user : stage == Stage.TEST ? test : validation) {
      cases.add(asked(log, sequences, user));
    }
    return new Split(training, cases);
  }

  private int[] shuffledCandidates(InteractionLog log, UserSequences sequences) {
    int[] candidates = new int[sequences.users()];
    int count = 0;
    for (int user = 0; user < sequences.users(); user++) {
      if (distinctItems(log, sequences, user).length >= MIN_ITEMS) {
        candidates[count++] = user;
      }
    }
    int[] shuffled = Arrays.copyOf(candidates, count);
    shuffle(shuffled, new SplittableRandom(seed));
    return shuffled;
  }

  private EvaluationCase asked(InteractionLog log, UserSequences sequences, int user) {
    int[] items = distinctItems(log, sequences, user);
    // By user, so that a user's targets do not depend on who else is held out.
    shuffle(items, new SplittableRandom(seed ^ (user + 1L) * 0x9E3779B97F4A7C15L));
    int[] targets = sorted(items, 0, items.length / ITEMS_PER_TARGET);
    int length = sequences.length(user);
    int[] told = new int[length];
    float[] weights = new float[length];
    long[] times = new long[length];
    String[] types = new String[length];
    int[] rows = new int[length];
    int size = 0;
    for (int position = 0; position < length; position++) {
      int row = sequences.row(user, position);
      if (Arrays.binarySearch(targets, log.item(row)) < 0) {
        told[size] = log.item(row);
        weights[size] = log.value(row);
        types[size] = log.type(row);
        rows[size] = row;
        times[size++] = log.epochSecond(row);
      }
    }
    History history =
        History.of(
                Arrays.copyOf(told, size),
                Arrays.copyOf(weights, size),
                Arrays.copyOf(times, size),
                Arrays.copyOf(types, size))
            .withCriteria(log.criteria().rows(Arrays.copyOf(rows, size)));
    return new EvaluationCase(user, history, targets);
  }

  private static int[] distinctItems(InteractionLog log, UserSequences sequences, int user) {
    int[] items = new int[sequences.length(user)];
    Arrays.setAll(items, position -> log.item(sequences.row(user, position)));
    return Arrays.stream(items).sorted().distinct().toArray();
  }

  private static int[] sorted(int[] values, int from, int to) {
    int[] part = Arrays.copyOfRange(values, from, to);
    Arrays.sort(part);
    return part;
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] values, SplittableRandom random) {
    for (int last = values.length - 1; last > 0; last--) {
      int chosen = random.nextInt(last + 1);
      int kept = values[last];
      values[last] = values[chosen];
      values[chosen] = kept;
    }
  }
}

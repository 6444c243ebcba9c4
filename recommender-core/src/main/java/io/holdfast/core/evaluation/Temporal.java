package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code temporal}: one cut in time for everybody, as a deployed model meets it.
 *
 * <p>With the n times sorted, the cut of quantile q is the time at position ⌊q·n⌋, and interactions
 * at or after it are held out.
 *
 * <ul>
 *   <li>At test the cut is the 80 % quantile; everything before it is training data.
 *   <li>At validation the cut is the 70 % quantile; everything before it is training data, targets
 *       lie from it to the 80 % quantile, and what comes later does not exist.
 * </ul>
 *
 * <p>Users with at least one interaction before the cut and one target are asked about; they tell
 * the model everything before the cut, and their targets are the distinct items after it.
 */
public final class Temporal implements Protocol {

  /** The protocol's name. */
  public static final String NAME = "temporal";

  private static final int TENTHS = 10;
  private static final int TEST_CUT = 8;
  private static final int VALIDATION_CUT = 7;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Split split(InteractionLog log, Stage stage) {
    Window window = window(log, stage);
    InteractionLog training = log.where(row -> log.epochSecond(row) < window.cut());
    List<EvaluationCase> cases = cases(log, window.cut(), window.last());
    if (training.size() == 0 || cases.isEmpty()) {
      throw new IllegalArgumentException(
          "the temporal split at %d leaves %d interactions to train on and %d users to ask"
              .formatted(window.cut(), training.size(), cases.size()));
    }
    return new Split(training, cases);
  }

  /**
   * What is held out.
   *
   * @param cut its first second; everything before is training data
   * @param last its last second
   */
  record Window(long cut, long last) {}

  /**
   * What is held out of a log.
   *
   * @throws IllegalArgumentException if the log is empty
   */
  static Window window(InteractionLog log, Stage stage) {
    if (log.size() == 0) {
      throw new IllegalArgumentException("there are no interactions");
    }
    long[] times = new long[log.size()];
    Arrays.setAll(times, log::epochSecond);
    Arrays.sort(times);
    long testCut = quantile(times, TEST_CUT);
    return stage == Stage.TEST
        ? new Window(testCut, Long.MAX_VALUE)
        : new Window(quantile(times, VALIDATION_CUT), testCut - 1);
  }

  private static long quantile(long[] sorted, int tenths) {
    return sorted[(int) ((long) sorted.length * tenths / TENTHS)];
  }

  private static List<EvaluationCase> cases(InteractionLog log, long cut, long last) {
    UserSequences sequences = log.byUser();
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user = 0; user < sequences.users(); user++) {
      int before = 0;
      while (before < sequences.length(user)
          && log.epochSecond(sequences.row(user, before)) < cut) {
        before++;
      }
      int end = before;
      while (end < sequences.length(user) && log.epochSecond(sequences.row(user, end)) <= last) {
        end++;
      }
      if (before > 0 && end > before) {
        int[] targets = new int[end - before];
        for (int position = before; position < end; position++) {
          targets[position - before] = log.item(sequences.row(user, position));
        }
        History history = Histories.of(log, sequences, user, before);
        cases.add(new EvaluationCase(user, history, Arrays.stream(targets).distinct().toArray()));
      }
    }
    return cases;
  }
}

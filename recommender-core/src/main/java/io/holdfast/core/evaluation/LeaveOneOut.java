package io.holdfast.core.evaluation;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import io.holdfast.core.model.History;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code leave-one-out}, as in SASRec and S3-Rec: a user's last interaction is the test, the one
 * before it validation.
 *
 * <p>Parameters are learned without both, at either stage. At test the model is told everything but
 * the last interaction (so the validation item too), at validation everything but the last two.
 * Users with fewer than three interactions are not asked about; all they did is training data.
 */
public final class LeaveOneOut implements Protocol {

  /** The protocol's name. */
  public static final String NAME = "leave-one-out";

  private static final int MIN_INTERACTIONS = 3;
  private static final int HELD_OUT = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Split split(InteractionLog log, Stage stage) {
    UserSequences sequences = log.byUser();
    boolean[] training = new boolean[log.size()];
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user = 0; user < sequences.users(); user++) {
      int length = sequences.length(user);
      boolean asked = length >= MIN_INTERACTIONS;
      int learned = asked ? length - HELD_OUT : length;
      for (int position = 0; position < learned; position++) {
        training[sequences.row(user, position)] = true;
      }
      if (asked) {
        int target = stage == Stage.TEST ? length - 1 : length - HELD_OUT;
        History history = Histories.of(log, sequences, user, target);
        cases.add(
            new EvaluationCase(user, history, new int[] {log.item(sequences.row(user, target))}));
      }
    }
    if (cases.isEmpty()) {
      throw new IllegalArgumentException(
          "no user has " + MIN_INTERACTIONS + " interactions, which leave-one-out needs");
    }
    return new Split(log.where(row -> training[row]), cases);
  }
}

package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.data.UserSequences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {

  /** Rows out of time order; users with four, two and three interactions. */
  private static final InteractionLog LOG =
      InteractionLog.builder()
          .add("a", "i3", 1, 40)
          .add("a", "i0", 1, 10)
          .add("a", "i1", 1, 20)
          .add("a", "i2", 1, 30)
          .add("b", "i0", 1, 10)
          .add("b", "i4", 1, 50)
          .add("c", "i2", 1, 7)
          .add("c", "i1", 1, 7)
          .add("c", "i0", 1, 7)
          .build();

  @Test
  void findsProtocolsByName() {
    assertThat(Protocols.names())
        .containsExactly("leave-one-out", "temporal", "strong-generalization");
    assertThat(Protocols.named("temporal")).isInstanceOf(Temporal.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Protocols.named("random"))
        .withMessageContainingAll("random", "leave-one-out, temporal");
  }

  @Test
  void strongGeneralizationAsksUnknownUsersForAFifthOfTheirItems() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int user = 0; user < 40; user++) {
      for (int n = 0; n < (user < 35 ? 4 + user % 9 : 2); n++) {
        builder.add("u" + user, "i" + (user + 3 * n) % 30, 1, n);
      }
      builder.add("u" + user, "i" + user % 30, 1, 99);
    }
    InteractionLog log = builder.build();
    Protocol protocol = new StrongGeneralization(3);
    Split test = protocol.split(log, Stage.TEST);
    Split validation = protocol.split(log, Stage.VALIDATION);
    assertThat(rows(validation.training())).isEqualTo(rows(test.training()));
    assertThat(test.cases()).hasSize(3).isNotEqualTo(validation.cases());
    assertThat(test.cases())
        .extracting(EvaluationCase::user)
        .doesNotContainAnyElementsOf(
            validation.cases().stream().map(EvaluationCase::user).toList());
    UserSequences sequences = log.byUser();
    for (EvaluationCase asked : test.cases()) {
      int[] told = asked.history().distinctItems();
      assertThat(asked.targets()).hasSize((told.length + asked.targets().length) / 5);
      assertThat(told).doesNotContain(asked.targets());
      assertThat(told.length + asked.targets().length).isGreaterThanOrEqualTo(5);
      assertThat(asked.history().size()).isLessThan(sequences.length(asked.user()));
    }
    assertThat(new StrongGeneralization(3).split(log, Stage.TEST).cases())
        .extracting(EvaluationCase::targets)
        .containsExactlyElementsOf(test.cases().stream().map(EvaluationCase::targets).toList());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> protocol.split(LOG, Stage.TEST))
        .withMessageContaining("10 users");
  }

  @Test
  void leaveOneOutHoldsTheLastTwoOut() {
    Split test = new LeaveOneOut().split(LOG, Stage.TEST);
    assertThat(rows(test.training())).containsExactly("a i0", "a i1", "b i0", "b i4", "c i2");
    assertThat(test.cases()).extracting(EvaluationCase::user).containsExactly(0, 2);
    EvaluationCase a = test.cases().getFirst();
    assertThat(items(a.history().items())).containsExactly("i0", "i1", "i2");
    assertThat(items(a.targets())).containsExactly("i3");
    EvaluationCase c = test.cases().getLast();
    assertThat(items(c.history().items())).containsExactly("i2", "i1");
    assertThat(items(c.targets())).containsExactly("i0");
  }

  @Test
  void leaveOneOutValidatesOnTheOneBefore() {
    Split validation = new LeaveOneOut().split(LOG, Stage.VALIDATION);
    assertThat(rows(validation.training()))
        .isEqualTo(rows(new LeaveOneOut().split(LOG, Stage.TEST).training()));
    EvaluationCase a = validation.cases().getFirst();
    assertThat(items(a.history().items())).containsExactly("i0", "i1");
    assertThat(items(a.targets())).containsExactly("i2");
  }

  @Test
  void leaveOneOutNeedsAUserOfThree() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LeaveOneOut().split(LOG.where(row -> LOG.user(row) == 1), Stage.TEST));
  }

  @Test
  void temporalCutsEverybodyAtOneTime() {
    InteractionLog log = tenths();
    Split test = new Temporal().split(log, Stage.TEST);
    assertThat(rows(test.training()))
        .containsExactly("a i0", "b i1", "a i2", "b i3", "a i4", "b i5", "a i6", "b i7");
    assertThat(test.cases()).hasSize(1);
    EvaluationCase a = test.cases().getFirst();
    assertThat(a.user()).isZero();
    assertThat(a.history().size()).isEqualTo(4);
    // Two interactions with one item are one target; user c was never seen before.
    assertThat(log.items().id(a.targets()[0])).isEqualTo("i8");
    assertThat(a.targets()).hasSize(1);
  }

  @Test
  void temporalValidatesOnTheTenthBefore() {
    InteractionLog log = tenths();
    Split validation = new Temporal().split(log, Stage.VALIDATION);
    assertThat(rows(validation.training()))
        .containsExactly("a i0", "b i1", "a i2", "b i3", "a i4", "b i5", "a i6");
    assertThat(validation.cases()).hasSize(1);
    assertThat(validation.cases().getFirst().user()).isEqualTo(1);
    assertThat(log.items().id(validation.cases().getFirst().targets()[0])).isEqualTo("i7");
  }

  @Test
  void temporalTargetsAreDistinct() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int t = 0; t < 8; t++) {
      builder.add("a", "i" + t, 1, t);
    }
    builder.add("a", "again", 1, 8).add("a", "again", 1, 9);
    Split split = new Temporal().split(builder.build(), Stage.TEST);
    assertThat(split.cases().getFirst().targets()).hasSize(1);
  }

  @Test
  void temporalNeedsTwoTimes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Temporal().split(LOG.where(row -> LOG.user(row) == 2), Stage.TEST))
        .withMessageContaining("0 interactions to train on");
  }

  /** Ten interactions at times 0 … 9; the last two are of user a and of user c, who is new. */
  private static InteractionLog tenths() {
    InteractionLog.Builder builder = InteractionLog.builder();
    for (int t = 0; t < 8; t++) {
      builder.add(t % 2 == 0 ? "a" : "b", "i" + t, 1, t);
    }
    return builder.add("a", "i8", 1, 8).add("c", "i9", 1, 9).build();
  }

  private static List<String> rows(InteractionLog log) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < log.size(); row++) {
      rows.add(log.users().id(log.user(row)) + " " + log.items().id(log.item(row)));
    }
    return rows;
  }

  private static List<String> items(int[] items) {
    List<String> ids = new ArrayList<>();
    for (int item : items) {
      ids.add(LOG.items().id(item));
    }
    return ids;
  }
}

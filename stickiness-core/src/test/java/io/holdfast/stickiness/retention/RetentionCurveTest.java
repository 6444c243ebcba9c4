package io.holdfast.stickiness.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RetentionCurveTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  /** A user who arrives some days after START and is active the given days after arriving. */
  private static UserActivity user(double arrival, double... activeAfter) {
    Instant anchor = day(arrival);
    return new UserActivity(
        anchor, DoubleStream.of(activeAfter).mapToObj(d -> anchor.plus(days(d))).toList());
  }

  private static Instant day(double days) {
    return START.plus(days(days));
  }

  private static Duration days(double days) {
    return Duration.ofSeconds(Math.round(days * 86_400));
  }

  @Test
  void eachDayHasItsOwnMaturedDenominator() {
    List<UserActivity> users =
        List.of(user(0, 0, 1.5, 3.2), user(0.5, 0.1, 2.9), user(2, 0, 1), user(3.9, 0));

    RetentionCurve curve = RetentionCurve.measure(users, 5, day(4));

    // Days elapsed at the watermark: 4, 3.5, 2 and 0.1, hence whole days 4, 3, 2 and 0.
    assertThat(curve.points())
        .containsExactly(
            new RetentionPoint(0, 3, 3),
            new RetentionPoint(1, 2, 3),
            new RetentionPoint(2, 1, 2),
            new RetentionPoint(3, 1, 1),
            new RetentionPoint(4, 0, 0));
    assertThat(curve.points().get(1).rate()).hasValue(2.0 / 3);
    assertThat(curve.points().get(4).rate()).isEmpty();
  }

  @Test
  void immatureReturnIsNotCountedEarly() {
    RetentionCurve curve = RetentionCurve.measure(List.of(user(0, 0, 1.1)), 2, day(1.5));

    assertThat(curve.points())
        .containsExactly(new RetentionPoint(0, 1, 1), new RetentionPoint(1, 0, 0));
  }

  @Test
  void watermarkBeforeEveryAnchorCountsNobody() {
    assertThat(RetentionCurve.measure(List.of(user(2, 0)), 1, day(0)).points())
        .containsExactly(new RetentionPoint(0, 0, 0));
  }

  @Test
  void refusesHolesAndImpossibleCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionCurve(List.of(new RetentionPoint(1, 0, 0))));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetentionPoint(0, 2, 1));
  }
}

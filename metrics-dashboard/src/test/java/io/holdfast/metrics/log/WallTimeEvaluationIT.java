package io.holdfast.metrics.log;

import static io.holdfast.metrics.MetricsDatabase.await;
import static io.holdfast.metrics.Story.CONTROL;
import static io.holdfast.metrics.Story.at;
import static io.holdfast.metrics.Story.experiment;
import static io.holdfast.metrics.Story.served;
import static io.holdfast.metrics.Story.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.metrics.MetricsDatabase;
import io.holdfast.metrics.rollup.EvaluationTime;
import io.holdfast.metrics.store.PgLedgers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In wall time a day is evaluated when it has passed and everything told by then has been read. */
class WallTimeEvaluationIT {

  private static final EvaluationTime WALL_TIME = new EvaluationTime(false, Duration.ofHours(1));

  private MetricsDatabase metrics;
  private Instant now;
  private WallTimeEvaluation evaluation;

  @BeforeEach
  void open() {
    metrics = new MetricsDatabase(WALL_TIME);
    evaluation = new WallTimeEvaluation(metrics.pool, new PgLedgers(), WALL_TIME, () -> now);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  private void evaluateAt(Instant at) {
    now = at;
    await(evaluation.evaluateIfDue());
  }

  private Instant evaluatedThrough() {
    return await(metrics.figures.standing()).evaluatedThrough();
  }

  @Test
  void aDayWaitsForItsLatenessAndForTheConsumer() {
    metrics.append(experiment(), served("a", CONTROL, at(0, 10, 0))).consume();
    evaluateAt(at(1, 0, 59));
    assertThat(evaluatedThrough()).isEqualTo(at(0, 0, 0));

    metrics.append(visit("a", at(0, 11, 0)));
    evaluateAt(at(1, 1, 0));
    assertThat(evaluatedThrough()).as("not everything is read").isEqualTo(at(0, 0, 0));

    metrics.consume();
    evaluateAt(at(1, 1, 1));
    assertThat(evaluatedThrough()).isEqualTo(at(1, 0, 0));
    evaluateAt(at(1, 5, 0));
    assertThat(metrics.rows("SELECT watermark_day FROM evaluation")).hasSize(2);
  }

  @Test
  void aReplayEvaluatesAfterTheSameEvents() {
    metrics.append(experiment(), served("a", CONTROL, at(0, 10, 0))).consume();
    evaluateAt(at(3, 2, 0));
    // Late for the day that was evaluated: it corrects, and would have counted had it come before.
    metrics.append(visit("a", at(1, 11, 0))).consume();
    evaluateAt(at(4, 2, 0));
    evaluateAt(at(5, 2, 0));
    metrics.append(visit("a", at(4, 20, 0))).consume();
    evaluateAt(at(9, 2, 0));
    Map<String, List<String>> once = metrics.everything();
    assertThat(metrics.results().lateCorrections()).isEqualTo(1);

    metrics.startOver().consume();
    evaluateAt(at(9, 3, 0));
    assertThat(metrics.everything()).isEqualTo(once);
  }
}

package io.holdfast.experiment.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.contracts.decision.ExperimentResults;
import io.holdfast.contracts.decision.ExperimentResults.Interval;
import io.holdfast.contracts.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResultsBodyTest {
  @Test
  void readsWhatADecisionNeeds() {
    ExperimentResults results =
        read(
            """
            {"key":"e","revision":2,"watermark":"2027-01-02T00:30:00Z",
             "evaluatedThrough":"2027-01-02T00:00:00Z","switchers":3,"lateCorrections":0,
             "untrustworthy":["switchers"],"exposures":[{"variant":"control","users":10}],
             "matured":{"metric":"retention-day-7","users":9},
             "srm":{"chiSquare":0.1,"p":0.7,"healthy":false,"sequentialP":1},
             "metrics":[{"name":"retention-day-7","kind":"proportion",
               "control":{"name":"control","n":5,"value":0.2,"valueInterval":[0,1]},
               "variants":[
                 {"name":"a","n":4,"value":0.3,"valueInterval":null,"status":"estimate",
                  "reason":null,"difference":0.1,"relativeLift":0.5,"standardError":0.05,
                  "interval":[0,0.2],"p":0.04,"alwaysValidInterval":[-0.1,0.3],
                  "chanceToBeatControl":null,"cuped":null},
                 {"name":"b","n":1,"value":null,"status":"inconclusive","reason":"too-few-users",
                  "difference":null,"alwaysValidInterval":null}]}]}
            """);
    assertThat(results.revision()).isEqualTo(2);
    assertThat(results.evaluatedThrough()).isEqualTo(Instant.parse("2027-01-02T00:00:00Z"));
    assertThat(results.untrustworthy()).containsExactly("switchers");
    assertThat(results.sampleRatioHealthy()).isFalse();
    assertThat(results.metric("retention-day-7").orElseThrow().users()).isEqualTo(10);
    assertThat(results.estimate("retention-day-7", "a").orElseThrow().alwaysValid())
        .isEqualTo(new Interval(-0.1, 0.3));
    assertThat(results.estimate("retention-day-7", "b")).isEmpty();
    assertThat(results.estimate("retention-day-7", "c")).isEmpty();
    assertThat(results.estimate("session-seconds", "a")).isEmpty();
  }

  @Test
  void readsThatNothingIsEvaluatedYet() {
    ExperimentResults results =
        read(
            """
            {"key":"e","revision":2,"watermark":null,"evaluatedThrough":null,"untrustworthy":[],
             "srm":{"chiSquare":null,"p":null,"healthy":true,"sequentialP":1},"metrics":[]}
            """);
    assertThat(results.evaluatedThrough()).isNull();
    assertThat(results.metrics()).isEmpty();
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThatThrownBy(() -> read("{}")).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> read("[]")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"key":"e","evaluatedThrough":"2027-01-02T00:00:00Z","metrics":[]}
                    """))
        .hasMessageContaining("watermark");
  }

  private static ExperimentResults read(String json) {
    return Json.read(json, ResultsBody.class).toDomain();
  }
}

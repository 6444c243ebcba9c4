package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.recommender.testing.Eventually;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Interactions whose time is over, by event time that is put forward by five months. */
@QuarkusTest
@TestProfile(RetentionIT.Profile.class)
class RetentionIT {
  private static final String INTERACTIONS = "SELECT count(*) FROM event_log.interaction";

  @Inject EventLog log;
  @Inject MeterRegistry meters;

  /** Interactions are kept for as short as may be. */
  public static final class Profile extends RecommenderProfile.EventTime {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = super.getConfigOverrides();
      config.put("holdfast.retention.interactions", "P100D");
      config.put("holdfast.retention.interval", "100ms");
      return config;
    }
  }

  @Test
  void monthsGoOnceTheirTimeIsOverAndEveryConsumerHasReadThem() throws Exception {
    YearMonth first = YearMonth.now(ZoneOffset.UTC).minusMonths(2);
    append(first.minusMonths(10), 3);
    append(first, 2);
    append(first.plusMonths(2), 1);
    LogTable.update("INSERT INTO event_log.consumer (name, position) VALUES ('slow', 0)");
    advance(first.plusMonths(5));

    Eventually.holds(() -> assertThat(waiting()).isEqualTo(1));
    assertThat(LogTable.number(INTERACTIONS)).isEqualTo(6);

    LogTable.update(
        "UPDATE event_log.consumer SET position = event_log.head() WHERE name = 'slow'");
    Eventually.holds(() -> assertThat(LogTable.number(INTERACTIONS)).isEqualTo(1));
    Eventually.holds(() -> assertThat(waiting()).isZero());
    assertThat(dropped("partitions")).isEqualTo(2);
    assertThat(dropped("events")).isEqualTo(5);
  }

  private void append(YearMonth month, int count) {
    Instant at = month.atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int k = 0; k < count; k++) {
      log.append(
              List.of(
                  new Interaction(
                      UUID.randomUUID(),
                      "u",
                      "i",
                      "click",
                      null,
                      null,
                      at,
                      null,
                      null,
                      null,
                      Map.of(),
                      true)))
          .await()
          .atMost(Duration.ofSeconds(30));
    }
  }

  private static void advance(YearMonth month) {
    String body = "{\"to\": \"" + month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant() + "\"}";
    assertThat(as(TestKeys.ADMIN).body(body).post("/v1/clock").statusCode()).isEqualTo(200);
  }

  private double waiting() {
    return meters.get("holdfast.retention.waiting").tag("kind", "Interaction").gauge().value();
  }

  private double dropped(String what) {
    return meters
        .get("holdfast.retention.dropped." + what)
        .tag("kind", "Interaction")
        .counter()
        .count();
  }
}

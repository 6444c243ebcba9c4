package io.holdfast.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.RecommendationServed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The JSON of every kind of event, as other programs and older logs have it. A change that breaks
 * one of these files breaks them: add fields, never change what is there.
 */
final class GoldenEventsTest {
  @ParameterizedTest
  @EnumSource
  void isWrittenAsGolden(EventKind kind) throws IOException {
    assertThat(Json.mapper().readTree(Json.write(EventSamples.of(kind))))
        .isEqualTo(Json.mapper().readTree(golden(kind)));
  }

  @ParameterizedTest
  @EnumSource
  void goldenIsRead(EventKind kind) throws IOException {
    Event event = Json.readEvent(kind, golden(kind));

    assertThat(event).isEqualTo(EventSamples.of(kind));
    assertThat(event.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void fieldsOfNewerWritersAreIgnored(EventKind kind) throws IOException {
    ObjectNode newer = (ObjectNode) Json.mapper().readTree(golden(kind));
    newer.putObject("fieldOfTheFuture").put("x", 1);

    assertThat(Json.readEvent(kind, newer.toString())).isEqualTo(EventSamples.of(kind));
  }

  @Test
  void optionalFieldsMayBeAbsent() {
    Event visit =
        Json.readEvent(
            EventKind.INTERACTION,
            """
            {"eventId": "00000000-0000-4000-8000-000000000001", "userId": "anna",
             "type": "visit", "occurredAt": "2026-03-01T12:00:00Z", "historical": false}
            """);

    assertThat(Json.write(visit)).doesNotContain("null").contains("\"criteria\":{}");
    assertThat(Json.readEvent(EventKind.INTERACTION, Json.write(visit))).isEqualTo(visit);
  }

  @Test
  void experimentsFromBeforeInterleavingSplitUsers() throws IOException {
    ObjectNode older = (ObjectNode) Json.mapper().readTree(golden(EventKind.EXPERIMENT_CHANGED));
    older.remove("interleaving");

    ExperimentChanged read =
        (ExperimentChanged) Json.readEvent(EventKind.EXPERIMENT_CHANGED, older.toString());

    assertThat(read.interleaving()).isNull();
    assertThat(Json.write(read)).doesNotContain("interleaving");
  }

  @Test
  void theSourceOfAnItemMayBeAbsent() throws IOException {
    ObjectNode served =
        (ObjectNode) Json.mapper().readTree(golden(EventKind.RECOMMENDATION_SERVED));
    ((ObjectNode) served.at("/items/0")).remove("source");
    RecommendationServed read =
        (RecommendationServed) Json.readEvent(EventKind.RECOMMENDATION_SERVED, served.toString());
    assertThat(read.items()).allMatch(item -> item.source() == null);
    assertThat(Json.mapper().readTree(Json.write(read)).at("/items"))
        .isEqualTo(served.at("/items"));
  }

  @Test
  void propensityAndBanditMayBeAbsent() throws IOException {
    ObjectNode served =
        (ObjectNode) Json.mapper().readTree(golden(EventKind.RECOMMENDATION_SERVED));
    ((ObjectNode) served.at("/experiments/0")).remove("propensity");
    ObjectNode changed = (ObjectNode) Json.mapper().readTree(golden(EventKind.EXPERIMENT_CHANGED));
    changed.remove("bandit");

    assertThat(Json.write(Json.readEvent(EventKind.RECOMMENDATION_SERVED, served.toString())))
        .doesNotContain("\"propensity\":null");
    assertThat(
            ((RecommendationServed)
                    Json.readEvent(EventKind.RECOMMENDATION_SERVED, served.toString()))
                .experiments())
        .allMatch(each -> each.propensity() == null);
    assertThat(
            ((ExperimentChanged) Json.readEvent(EventKind.EXPERIMENT_CHANGED, changed.toString()))
                .bandit())
        .isNull();
  }

  @Test
  void whatIsNotAnEventIsRefused() {
    assertThatThrownBy(() -> Json.readEvent(EventKind.CLOCK_ADVANCED, "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a ClockAdvanced");
    assertThatThrownBy(() -> Json.readEvent(EventKind.CLOCK_ADVANCED, "["))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String golden(EventKind kind) throws IOException {
    String name = "/golden/" + kind.wire() + ".json";
    try (InputStream stream = GoldenEventsTest.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.holdfast.recommender.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String VISIT = "{\"userId\": \"u\", \"type\": \"visit\"}";

  @Test
  void everyField() throws JacksonException {
    List<Interaction> read =
        read(
            """
            {"eventId": "8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3d", "userId": "u", "itemId": "i",
             "type": "rating", "value": 4, "criteria": {"story": 5, "none": null},
             "occurredAt": "2026-11-24T11:00:00.5Z", "sessionId": "s",
             "requestId": "0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c", "domain": "books",
             "context": {"country": "DE", "age": 40, "huge": 1e300, "ok": true, "tags": ["a", "b"],
               "many": 123456789012345678901234567890},
             "historical": true, "new": [{"a": [1]}, {}], "userId2": null}
            """);
    assertThat(read)
        .containsExactly(
            new Interaction(
                UUID.fromString("8f9de1f4-6b0f-4a5f-9a4e-0f9a5b1a2c3d"),
                "u",
                "i",
                "rating",
                4.0,
                Map.of("story", 5.0),
                Instant.parse("2026-11-24T11:00:00.5Z"),
                "s",
                UUID.fromString("0b8f6d0e-6f0a-4f0e-8a55-0c9a4f0a1b2c"),
                "books",
                Map.of(
                    "country",
                    "DE",
                    "age",
                    40L,
                    "huge",
                    1e300,
                    "ok",
                    true,
                    "tags",
                    List.of("a", "b"),
                    "many",
                    1.2345678901234568e29),
                true));
  }

  @Test
  void whatIsNullIsAbsent() throws JacksonException {
    Interaction read =
        read("""
        [{"type": "visit", "userId": "u", "itemId": null, "eventId": null, "value": null,
          "criteria": null, "occurredAt": null, "sessionId": null, "requestId": null,
          "domain": null, "context": null, "historical": null}]
        """)
            .getFirst();
    assertThat(read.occurredAt()).isEqualTo(NOW);
    assertThat(read.itemId()).isNull();
    assertThat(read.context()).isEmpty();
    assertThat(read.historical()).isFalse();
  }

  @Test
  void aFieldOfThatNameMakesItAList() throws JacksonException {
    assertThat(read("{\"userId\": 17, \"interactions\": [%s, %s]}".formatted(VISIT, VISIT)))
        .hasSize(2);
    assertThat(read("{\"interactions\": [%s], \"type\": {}}".formatted(VISIT))).hasSize(1);
    assertThat(errors("{\"interactions\": null}"))
        .containsExactly(new FieldError("interactions", "must be an array"));
  }

  @Test
  void atMostAThousand() throws JacksonException {
    String thousand = visits(1000);
    assertThat(read("[" + thousand + "]")).hasSize(1000);
    assertThat(errors("[" + thousand + ", {\"deep\": [[]]}, 3]"))
        .containsExactly(
            new FieldError("interactions", "must have at most 1000 elements, has 1002"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "eventId | 7 | must be a UUID",
        "eventId | \"1-2-3-4-5\" | must be a UUID",
        "userId | {} | must be a string",
        "userId | \"\" | must not be blank",
        "itemId | \"\\ud800\" | must be well-formed Unicode text",
        "type | \"Click\" | must match [a-z][a-z0-9_-]{0,31}",
        "type | null | is required",
        "userId | null | is required",
        "value | \"1\" | must be a number",
        "value | 1e999 | must be a finite number",
        "criteria | [] | must be an object",
        "occurredAt | \"2026-11-24T12:05:00.001Z\" | must not be more than 5 minutes ahead of now",
        "occurredAt | \"1969-12-31T23:59:59Z\" | must not lie before 1970",
        "historical | 0 | must be true or false",
      })
  void whatIsWrongWithAField(String field, String value, String message) {
    Map<String, String> fields = new TreeMap<>(Map.of("userId", "\"u\"", "type", "\"visit\""));
    fields.put(field, value);
    String body =
        fields.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(errors(body)).containsExactly(new FieldError(field, message));
    assertThat(errors("[" + VISIT + "," + body + "," + VISIT + "]"))
        .containsExactly(new FieldError("interactions[1]." + field, message));
  }

  @Test
  void whatIsWrongWithinAMap() {
    String entries =
        IntStream.range(0, 65).mapToObj(k -> "\"k" + k + "\": 1").collect(Collectors.joining(","));
    assertThat(
            errors(
                """
                {"userId": "u", "type": "view", "criteria": {"a": "b", "": 1}, "context":
                 {"list": ["a", null, 1, {"x": 1}], "object": {"deep": [1]}, "long": "%s"}}
                """
                    .formatted("x".repeat(1025))))
        .extracting(FieldError::field)
        .containsExactly(
            "criteria.a",
            "criteria",
            "context.list[1]",
            "context.list[2]",
            "context.list[3]",
            "context.object",
            "context.long",
            "itemId");
    assertThat(
            errors(
                "{\"userId\": \"u\", \"type\": \"visit\", \"context\": {%s}}".formatted(entries)))
        .containsExactly(new FieldError("context", "must have at most 64 entries, has 65"));
    String texts = IntStream.range(0, 65).mapToObj(k -> "\"t\"").collect(Collectors.joining(","));
    assertThat(
            errors(
                "{\"userId\": \"u\", \"type\": \"visit\", \"context\": {\"c\": [%s]}}"
                    .formatted(texts)))
        .containsExactly(new FieldError("context.c", "must have at most 64 elements, has 65"));
  }

  @Test
  void errorsOfAllElements() {
    assertThat(errors("[{\"userId\": 1}, 17, [], %s, {\"type\": \"visit\"}]".formatted(VISIT)))
        .extracting(FieldError::field)
        .containsExactly(
            "interactions[0].userId",
            "interactions[0].type",
            "interactions[1]",
            "interactions[2]",
            "interactions[4].userId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "\"x\"", "null"})
  void whatIsNoInteraction(String body) {
    assertThat(errors(body)).extracting(FieldError::field).containsExactly("body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,", "{\"userId\": \"u\"", "[{\"context\": {\"a\": [}]", "nul"})
  void whatIsNoJson(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(JacksonException.class);
  }

  private static String visits(int count) {
    return IntStream.range(0, count).mapToObj(k -> VISIT).collect(Collectors.joining(","));
  }

  private static List<FieldError> errors(String body) {
    try {
      read(body);
    } catch (ProblemException e) {
      return e.errors();
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
    return List.of();
  }

  private static List<Interaction> read(String body) throws JacksonException {
    return InteractionReader.read(body.getBytes(StandardCharsets.UTF_8), NOW, NOW);
  }
}

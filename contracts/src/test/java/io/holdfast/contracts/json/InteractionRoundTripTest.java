package io.holdfast.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.Interaction;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client may tell comes back from JSON as it was. */
final class InteractionRoundTripTest {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2199-12-31T23:59:59.999999999Z");

  @Property(tries = 500, seed = "20261124")
  void comesBackAsItWas(@ForAll("interactions") Interaction interaction) {
    String json = Json.write(interaction);

    assertThat(Json.readEvent(EventKind.INTERACTION, json)).isEqualTo(interaction);
  }

  @Provide
  Arbitrary<Interaction> interactions() {
    Arbitrary<UUID> uuids =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    Arbitrary<Instant> times =
        Combinators.combine(
                Arbitraries.longs().between(FIRST.getEpochSecond(), LAST.getEpochSecond()),
                Arbitraries.longs().between(0, 999_999_999))
            .as(Instant::ofEpochSecond);
    return Combinators.combine(
            ids(),
            ids(),
            Arbitraries.of("visit", "view", "rating", "added-to_list2"),
            finite().injectNull(0.3),
            criteria(),
            ids().injectNull(0.3),
            uuids.injectNull(0.3),
            context())
        .as(
            (user, item, type, value, criteria, session, request, context) ->
                new Content(user, item, type, value, criteria, session, request, context))
        .flatMap(
            content ->
                Combinators.combine(
                        uuids, times, ids().injectNull(0.3), Arbitraries.of(true, false))
                    .as(content::toInteraction));
  }

  private static Arbitrary<String> ids() {
    return text(1, Bounds.ID_LENGTH).filter(id -> !id.isBlank());
  }

  /** Any text that an event may hold: neither NUL nor half a surrogate pair. */
  private static Arbitrary<String> text(int least, int most) {
    Arbitrary<String> plain =
        Arbitraries.strings()
            .withCharRange('\u0001', '\uD7FF')
            .withCharRange('\uE000', '\uFFFD')
            .ofMinLength(least)
            .ofMaxLength(most);
    Arbitrary<String> ascii =
        Arbitraries.strings().ascii().excludeChars('\0').ofMinLength(least).ofMaxLength(most);
    Arbitrary<String> pairs =
        Arbitraries.integers()
            .between(0x10000, 0x10FFFF)
            .map(Character::toString)
            .list()
            .ofMinSize(1)
            .ofMaxSize(most / 2)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(plain, ascii, pairs);
  }

  private static Arbitrary<Double> finite() {
    return Arbitraries.doubles();
  }

  private static Arbitrary<Map<String, Double>> criteria() {
    return Arbitraries.maps(keys(), finite()).ofMaxSize(4);
  }

  private static Arbitrary<Map<String, Object>> context() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            text(0, 40).map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            finite().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast),
            text(0, 8).list().ofMaxSize(3).map(Object.class::cast));
    return Arbitraries.maps(keys(), values).ofMaxSize(6);
  }

  private static Arbitrary<String> keys() {
    return text(1, Bounds.MAP_KEY_LENGTH);
  }

  private record Content(
      String user,
      String item,
      String type,
      Double value,
      Map<String, Double> criteria,
      String session,
      UUID request,
      Map<String, Object> context) {
    Interaction toInteraction(UUID eventId, Instant at, String domain, boolean historical) {
      return new Interaction(
          eventId,
          user,
          item,
          type,
          value,
          criteria,
          at,
          session,
          request,
          domain,
          context,
          historical);
    }
  }
}

package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Interactions out of a request's body: one object, an array, or {@code {"interactions": […]}}. All
 * errors of all of them are told at once.
 */
final class InteractionReader {
  /** The most interactions of one request. */
  static final int MOST = 1000;

  private static final String LIST = "interactions";

  private final Instant requestTime;
  private final Instant latest;
  private final Violations violations = new Violations();

  private InteractionReader(Instant requestTime, Instant now) {
    this.requestTime = requestTime;
    this.latest = now.plus(RequestTime.AHEAD);
  }

  /**
   * Reads them.
   *
   * @param requestTime when an interaction happened that does not say it
   * @param now no interaction may lie more than five minutes ahead of it
   * @throws ProblemException if anything is wrong
   */
  static List<Interaction> read(JsonNode body, Instant requestTime, Instant now) {
    if (body == null || !(body.isObject() || body.isArray())) {
      throw ProblemException.invalid(
          "body", "must be an interaction, an array of them, or an object with " + LIST);
    }
    return new InteractionReader(requestTime, now).read(body);
  }

  private List<Interaction> read(JsonNode body) {
    List<Interaction> interactions = new ArrayList<>();
    if (body.isObject() && !body.has(LIST)) {
      interactions.add(interaction(new JsonFields(body, violations)));
    } else {
      JsonNode list = body.isArray() ? body : body.get(LIST);
      if (!list.isArray()) {
        throw ProblemException.invalid(LIST, "must be an array");
      }
      if (list.size() > MOST) {
        throw ProblemException.invalid(
            LIST, "must have at most " + MOST + " elements, has " + list.size());
      }
      for (JsonNode element : list) {
        interactions.add(element(element, LIST + "[" + interactions.size() + "]"));
      }
    }
    violations.throwIfAny();
    return interactions;
  }

  private Interaction element(JsonNode element, String name) {
    if (!element.isObject()) {
      violations.add(name, "must be an object");
      return null;
    }
    return interaction(new JsonFields(element, violations.below(name)));
  }

  /**
   * The interaction; null if anything in it is wrong, which the violations tell then; so is every
   * one after the first error.
   */
  private Interaction interaction(JsonFields fields) {
    UUID eventId = fields.uuid("eventId");
    String userId = fields.requiredId("userId");
    String itemId = fields.id("itemId");
    String type = type(fields);
    if (type != null && !type.equals(Interaction.VISIT) && !fields.has("itemId")) {
      fields.violations().add("itemId", "is required for type " + type);
    }
    Double value = fields.number("value");
    Map<String, Double> criteria = fields.numbers("criteria");
    Instant occurredAt = occurredAt(fields);
    String sessionId = fields.id("sessionId");
    UUID requestId = fields.uuid("requestId");
    String domain = fields.id("domain");
    Map<String, Object> context = fields.values("context");
    boolean historical = fields.flag("historical", false);
    if (!violations.isEmpty()) {
      return null;
    }
    return new Interaction(
        eventId == null ? UUID.randomUUID() : eventId,
        userId,
        itemId,
        type,
        value,
        criteria,
        occurredAt,
        sessionId,
        requestId,
        domain,
        context,
        historical);
  }

  private static String type(JsonFields fields) {
    String type = fields.text("type", Integer.MAX_VALUE);
    if (type == null) {
      if (!fields.has("type")) {
        fields.violations().required("type", null);
      }
      return null;
    }
    return fields.violations().pattern("type", type, Interaction.TYPE) ? type : null;
  }

  private Instant occurredAt(JsonFields fields) {
    Instant told = fields.instant("occurredAt");
    if (told == null) {
      return requestTime;
    }
    fields
        .violations()
        .check(!told.isAfter(latest), "occurredAt", "must not be more than 5 minutes ahead of now");
    fields
        .violations()
        .check(!told.isBefore(Instant.EPOCH), "occurredAt", "must not lie before 1970");
    return told;
  }
}

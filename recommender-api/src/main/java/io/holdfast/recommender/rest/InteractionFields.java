package io.holdfast.recommender.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.problem.Violations;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The fields of one interaction, in whatever order they come, and the interaction they make. Used
 * for one interaction after the other; not thread-safe.
 */
final class InteractionFields {
  private final JsonParser parser;
  private final JsonTokens tokens;
  private final Supplier<Violations> violations;
  private final Instant requestTime;
  private final Instant latest;

  private UUID eventId;
  private String userId;
  private String itemId;
  private String type;
  private Double value;
  private Map<String, Double> criteria;
  private Instant occurredAt;
  private String sessionId;
  private UUID requestId;
  private String domain;
  private Map<String, Object> context;
  private boolean historical;
  private boolean hasUser;
  private boolean hasItem;
  private boolean hasType;

  /**
   * Fields of interactions of one request.
   *
   * @param parser at the value of each field that is read
   * @param violations where to tell what is wrong with the present interaction
   * @param requestTime when an interaction happened that does not say it
   * @param latest no interaction may lie after it
   */
  InteractionFields(
      JsonParser parser, Supplier<Violations> violations, Instant requestTime, Instant latest) {
    this.parser = parser;
    this.tokens = new JsonTokens(parser, violations);
    this.violations = violations;
    this.requestTime = requestTime;
    this.latest = latest;
  }

  /** Forgets what was read, before the next interaction. */
  void clear() {
    eventId = null;
    userId = null;
    itemId = null;
    type = null;
    value = null;
    criteria = Map.of();
    occurredAt = null;
    sessionId = null;
    requestId = null;
    domain = null;
    context = Map.of();
    historical = false;
    hasUser = false;
    hasItem = false;
    hasType = false;
  }

  /** Reads the value of a field; fields that no interaction has are passed over. */
  void read(String field) throws IOException {
    switch (field) {
      case "eventId" -> eventId = tokens.uuid(field);
      case "userId" -> {
        hasUser = isThere();
        userId = tokens.id(field);
      }
      case "itemId" -> {
        hasItem = isThere();
        itemId = tokens.id(field);
      }
      case "type" -> {
        hasType = isThere();
        type = type(field);
      }
      case "value" -> value = tokens.number(field);
      case "criteria" -> criteria = tokens.numbers(field);
      case "occurredAt" -> occurredAt = occurredAt(field);
      case "sessionId" -> sessionId = tokens.id(field);
      case "requestId" -> requestId = tokens.uuid(field);
      case "domain" -> domain = tokens.id(field);
      case "context" -> context = tokens.values(field);
      case "historical" -> historical = tokens.flag(field, false);
      default -> parser.skipChildren();
    }
  }

  private boolean isThere() {
    return !parser.hasToken(JsonToken.VALUE_NULL);
  }

  private String type(String field) throws IOException {
    String told = tokens.text(field, Integer.MAX_VALUE);
    if (told == null || Interaction.isType(told)) {
      return told;
    }
    violations.get().add(field, "must match " + Interaction.TYPE);
    return null;
  }

  private Instant occurredAt(String field) throws IOException {
    Instant told = tokens.instant(field);
    if (told != null && told.isAfter(latest)) {
      violations.get().add(field, "must not be more than 5 minutes ahead of now");
    }
    if (told != null && told.isBefore(Instant.EPOCH)) {
      violations.get().add(field, "must not lie before 1970");
    }
    return told;
  }

  /** Tells what is missing. */
  void requireWhole() {
    if (!hasUser) {
      violations.get().required("userId", null);
    }
    if (!hasType) {
      violations.get().required("type", null);
    }
    if (type != null && !type.equals(Interaction.VISIT) && !hasItem) {
      violations.get().add("itemId", "is required for type " + type);
    }
  }

  /** The interaction, if nothing was wrong with it. */
  Interaction interaction() {
    return new Interaction(
        eventId == null ? UUID.randomUUID() : eventId,
        userId,
        itemId,
        type,
        value,
        criteria,
        occurredAt == null ? requestTime : occurredAt,
        sessionId,
        requestId,
        domain,
        context,
        historical);
  }
}

package io.holdfast.recommender.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.serving.RecommendationRequest;
import io.holdfast.recommender.serving.RecommendationRequest.SessionInteraction;
import io.holdfast.service.user.UserIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked for, out of a request's body. All errors are told at once. */
final class RecommendationReader {
  /** The most items of an answer. */
  static final int LARGEST_LIST = 1000;

  /** How many contributions to a score are told unless the request says. */
  static final int CONTRIBUTIONS = 5;

  /** The most contributions to a score that are told one by one. */
  static final int MOST_CONTRIBUTIONS = 100;

  private static final int LONGEST_SESSION = 1000;
  private static final String SESSION_ID = "sessionId";

  private final JsonFields fields;
  private final Violations violations;
  private final Instant at;
  private final UserIds ids;

  private RecommendationReader(JsonNode body, Violations violations, Instant at, UserIds ids) {
    this.fields = new JsonFields(body, violations);
    this.violations = violations;
    this.at = at;
    this.ids = ids;
  }

  static RecommendationRequest read(JsonNode body, Instant at, UserIds ids) {
    if (body == null || !body.isObject()) {
      throw ProblemException.invalid("body", "must be an object");
    }
    Violations violations = new Violations();
    RecommendationRequest request = new RecommendationReader(body, violations, at, ids).read();
    violations.throwIfAny();
    return request;
  }

  private RecommendationRequest read() {
    String userId = ids.stored(fields.id("userId"));
    String scenario = fields.id("scenario");
    Integer limit = fields.integer("limit", 1, LARGEST_LIST);
    List<SessionInteraction> session = session();
    List<String> candidates = candidates();
    ModelReference model = fields.model("model");
    boolean preview = fields.flag("preview", false);
    violations.check(
        model == null || preview, "preview", "must be true where a model is asked for");
    return new RecommendationRequest(
        userId,
        scenario == null ? Scenario.DEFAULT_NAME : scenario,
        limit,
        session,
        candidates,
        Filters.within(
            fields.id("domain"),
            Filters.read("filter", fields.text("filter", Integer.MAX_VALUE), violations)),
        Set.copyOf(fields.texts("exclude", LARGEST_LIST, Bounds.ID_LENGTH)),
        contributions(),
        model,
        fields.textsByName("variants", Bounds.ID_LENGTH),
        preview,
        context(),
        at);
  }

  private Integer contributions() {
    Integer most = fields.integer("contributions", 0, MOST_CONTRIBUTIONS);
    return explained(fields.flag("explain", false), most);
  }

  /** How many contributions are told; null if nothing is to be explained. */
  static Integer explained(boolean explain, Integer most) {
    if (!explain) {
      return null;
    }
    return most == null ? CONTRIBUTIONS : most;
  }

  private Map<String, Object> context() {
    Map<String, Object> context = new LinkedHashMap<>(fields.values("context"));
    String sessionId = fields.id(SESSION_ID);
    if (sessionId != null && context.size() < Bounds.MAP_ENTRIES) {
      context.putIfAbsent(SESSION_ID, sessionId);
    }
    return context;
  }

  private List<String> candidates() {
    if (!fields.has("items")) {
      return null;
    }
    List<String> ids = fields.texts("items", LARGEST_LIST, Bounds.ID_LENGTH);
    for (int k = 0; k < ids.size(); k++) {
      violations.check(!ids.get(k).isBlank(), "items[" + k + "]", "must not be blank");
    }
    violations.check(
        !fields.has("items") || !ids.isEmpty() || !violations.isEmpty(),
        "items",
        "must have an element");
    return ids;
  }

  private List<SessionInteraction> session() {
    List<SessionInteraction> session = new ArrayList<>();
    for (JsonNode element : fields.elements("interactions", LONGEST_SESSION)) {
      String name = "interactions[" + session.size() + "]";
      if (!element.isObject()) {
        violations.add(name, "must be an object");
        session.add(null);
      } else {
        session.add(interaction(new JsonFields(element, violations.below(name))));
      }
    }
    session.removeIf(interaction -> interaction == null);
    return session;
  }

  /** The value is checked and not used: a session's interactions count by their type. */
  private SessionInteraction interaction(JsonFields told) {
    String itemId = told.requiredId("itemId");
    String type = told.text("type", Integer.MAX_VALUE);
    if (type == null && !told.has("type")) {
      told.violations().required("type", null);
    }
    told.violations().pattern("type", type, Interaction.TYPE);
    told.number("value");
    Instant occurredAt = told.instant("occurredAt");
    if (occurredAt != null) {
      told.violations()
          .check(
              !occurredAt.isAfter(at.plus(RequestTime.AHEAD))
                  && !occurredAt.isBefore(Instant.EPOCH),
              "occurredAt",
              "must lie after 1970 and not more than 5 minutes ahead of now");
    }
    return itemId == null || type == null
        ? null
        : new SessionInteraction(itemId, type, occurredAt == null ? at : occurredAt);
  }
}

package io.holdfast.contracts.json;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.DecisionMade;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ErasureConfirmed;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.event.ItemChanged;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.ServedItem;
import io.holdfast.contracts.event.UserChanged;
import io.holdfast.contracts.event.UserErased;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One event of each kind: what {@code golden/<Kind>.json} says. */
final class EventSamples {
  private static final ModelReference POPULAR = ModelReference.parse("popular@1");
  private static final ModelReference ALS = ModelReference.parse("als@20260301T000000Z-ab12cd34");

  private EventSamples() {}

  static Event of(EventKind kind) {
    return switch (kind) {
      case INTERACTION ->
          new Interaction(
              id(1),
              "anna",
              "book-1",
              "rating",
              4.5,
              Map.of("plot", 5.0, "style", 3.5),
              Instant.parse("2026-03-01T12:00:00.123456Z"),
              "s-1",
              id(2),
              "books",
              Map.of("country", "DE", "mobile", true, "depth", 3, "labels", List.of("a", "b")),
              false);
      case RECOMMENDATION_SERVED ->
          new RecommendationServed(
              id(2),
              "anna",
              "home",
              3,
              ALS,
              RecommendationServed.SOURCE_MODEL,
              List.of(
                  new ServedItem("book-1", 0, 0.75, 0.5, "a", "model"),
                  new ServedItem("book-2", 1, -0.25, null, null)),
              List.of(assigned("challenger", AssignmentReason.SPLIT)),
              Map.of("country", "DE", "platform", "web"),
              RecommendationServed.Trigger.USER,
              Instant.parse("2026-03-01T12:00:00Z"));
      case EXPOSURE_RECORDED ->
          new ExposureRecorded(
              id(3),
              "anna",
              assigned("control", AssignmentReason.STICKY),
              Map.of("platform", "ios"),
              Instant.parse("2026-03-01T12:00:01Z"));
      case ITEM_CHANGED ->
          new ItemChanged(
              id(4),
              7,
              "book-1",
              "Die Verwandlung",
              "Als Gregor Samsa eines Morgens erwachte",
              List.of("fiction"),
              List.of("classic", "short"),
              Map.of("price", 9.5, "inPrint", true),
              "books",
              true,
              Instant.parse("1915-10-01T00:00:00Z"),
              Map.of("text", List.of(0.5f, -0.25f)),
              false,
              Instant.parse("2026-03-01T12:00:02Z"));
      case USER_CHANGED ->
          new UserChanged(
              id(5),
              1,
              "anna",
              Map.of("plan", "free", "age", 34),
              Instant.parse("2026-03-01T12:00:03Z"));
      case EXPERIMENT_CHANGED -> experimentChanged();
      case DECISION_MADE ->
          new DecisionMade(
              id(7),
              "home-ranking",
              3,
              DecisionMade.Action.ROLL_BACK,
              POPULAR,
              ALS,
              List.of("success-metric-worse"),
              Map.of(
                  "metric",
                  "retention-day-7",
                  "interval",
                  List.of(-0.2, -0.05),
                  "trustworthy",
                  true),
              Instant.parse("2026-03-20T00:00:00Z"),
              Instant.parse("2026-03-20T01:00:00Z"));
      case MODEL_REGISTERED ->
          new ModelRegistered(
              id(8),
              ALS,
              "als",
              "ab12cd34".repeat(8),
              Map.of("ndcg@10", 0.031),
              Instant.parse("2026-03-01T00:00:00Z"));
      case MODEL_ACTIVATED ->
          new ModelActivated(
              id(9), ALS, POPULAR, id(7), null, Instant.parse("2026-03-20T01:00:01Z"));
      case USER_ERASED ->
          new UserErased(id(10), "anna", "cd".repeat(32), Instant.parse("2026-03-21T00:00:00Z"));
      case ERASURE_CONFIRMED ->
          new ErasureConfirmed(
              id(11), id(10), "metrics-dashboard", Instant.parse("2026-03-21T00:00:05Z"));
      case CLOCK_ADVANCED -> new ClockAdvanced(id(12), Instant.parse("2026-03-22T00:00:00Z"));
    };
  }

  private static ExperimentChanged experimentChanged() {
    return new ExperimentChanged(
        id(6),
        2,
        "home-ranking",
        "Home ranking",
        ExperimentState.RUNNING,
        "home",
        Interleaving.STANDARD,
        1.0,
        List.of(
            new ExperimentVariant("control", 0.5, POPULAR, Map.of()),
            new ExperimentVariant("challenger", 0.5, ALS, Map.of("limit", 20))),
        "control",
        new Bandit("retention-day-1", 24, 0.1, 100),
        new DecisionPolicy(
            "retention-day-7",
            List.of(new DecisionPolicy.Guardrail("session-seconds", 30)),
            0.05,
            1000,
            14,
            DecisionPolicy.Mode.AUTOMATIC),
        2000,
        Instant.parse("2026-03-01T12:00:00Z"),
        null,
        Instant.parse("2026-03-01T12:00:00Z"));
  }

  private static AssignedVariant assigned(String variant, AssignmentReason reason) {
    return new AssignedVariant(
        "home-ranking", 2, variant, reason, reason == AssignmentReason.SPLIT ? 0.5 : null);
  }

  private static UUID id(int number) {
    return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
  }
}

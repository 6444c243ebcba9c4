package io.holdfast.metrics;

import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ClockAdvanced;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.ExperimentVariant;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.RecommendationServed;
import io.holdfast.contracts.event.RecommendationServed.Trigger;
import io.holdfast.contracts.event.UserChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Events of a small product with one experiment. Day 0 begins at {@link #START}. */
public final class Story {

  public static final String KEY = "als-vs-popular";
  public static final String CONTROL = "control";
  public static final String CHALLENGER = "challenger";
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Story() {}

  /** A moment: day, hour and minute from the start. */
  public static Instant at(int day, int hour, int minute) {
    return START.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)).plusSeconds(60L * minute);
  }

  public static ExperimentChanged experiment() {
    return experiment(1, 0.5);
  }

  public static ExperimentChanged experiment(int revision, double controlWeight) {
    return experiment(revision, controlWeight, "session-seconds");
  }

  public static ExperimentChanged experiment(int revision, double controlWeight, String guardrail) {
    return new ExperimentChanged(
        UUID.randomUUID(),
        revision,
        KEY,
        "ALS against popular",
        ExperimentState.RUNNING,
        "home",
        null,
        1.0,
        List.of(
            new ExperimentVariant(
                CONTROL, controlWeight, ModelReference.parse("popular@1"), Map.of()),
            new ExperimentVariant(
                CHALLENGER, 1 - controlWeight, ModelReference.parse("als@1"), Map.of())),
        CONTROL,
        null,
        new DecisionPolicy(
            "retention-day-7",
            List.of(new DecisionPolicy.Guardrail(guardrail, 5)),
            0.05,
            500,
            14,
            DecisionPolicy.Mode.AUTOMATIC),
        2000,
        START,
        null,
        START.plusSeconds(revision));
  }

  public static ClockAdvanced clock(int day, int hour) {
    return new ClockAdvanced(UUID.randomUUID(), at(day, hour, 0));
  }

  public static Interaction visit(String user, Instant at) {
    return interaction(user, at, false);
  }

  public static Interaction historical(String user, Instant at) {
    return interaction(user, at, true);
  }

  private static Interaction interaction(String user, Instant at, boolean historical) {
    return new Interaction(
        UUID.randomUUID(),
        user,
        null,
        Interaction.VISIT,
        null,
        null,
        at,
        null,
        null,
        null,
        Map.of(),
        historical);
  }

  public static RecommendationServed served(String user, String variant, Instant at) {
    return served(user, variant, at, Trigger.USER, AssignmentReason.SPLIT);
  }

  public static RecommendationServed served(
      String user, String variant, Instant at, Map<String, Object> context) {
    return served(user, variant, at, context, Trigger.USER, AssignmentReason.SPLIT);
  }

  public static RecommendationServed served(
      String user, String variant, Instant at, Trigger trigger, AssignmentReason reason) {
    return served(user, variant, at, Map.of("country", "DE"), trigger, reason);
  }

  private static RecommendationServed served(
      String user,
      String variant,
      Instant at,
      Map<String, Object> context,
      Trigger trigger,
      AssignmentReason reason) {
    return new RecommendationServed(
        UUID.randomUUID(),
        user,
        "home",
        1,
        ModelReference.parse("popular@1"),
        RecommendationServed.SOURCE_MODEL,
        List.of(),
        List.of(new AssignedVariant(KEY, 1, variant, reason)),
        context,
        trigger,
        at);
  }

  public static UserChanged described(
      String user, long revision, Map<String, Object> attributes, Instant at) {
    return new UserChanged(UUID.randomUUID(), revision, user, attributes, at);
  }

  public static ExposureRecorded exposed(String user, String variant, Instant at) {
    return new ExposureRecorded(
        UUID.randomUUID(),
        user,
        new AssignedVariant(KEY, 1, variant, AssignmentReason.SPLIT),
        Map.of(),
        at);
  }

  /** Users who come and go over some days, a day's events each: a random but seeded life. */
  public static List<List<io.holdfast.contracts.event.Event>> life(int users, int days, long seed) {
    Random random = new Random(seed);
    List<List<io.holdfast.contracts.event.Event>> life = new ArrayList<>();
    int[] entry = new int[users];
    for (int user = 0; user < users; user++) {
      entry[user] = random.nextInt(Math.max(1, days / 3));
    }
    for (int day = 0; day < days; day++) {
      List<io.holdfast.contracts.event.Event> events = new ArrayList<>();
      for (int user = 0; user < users; user++) {
        boolean challenger = user % 2 == 1;
        boolean active =
            day == entry[user]
                || (day > entry[user] && random.nextDouble() < (challenger ? 0.5 : 0.3));
        if (active) {
          Instant opened = at(day, random.nextInt(22), random.nextInt(60));
          String id = "u" + user;
          events.add(visit(id, opened));
          events.add(served(id, challenger ? CHALLENGER : CONTROL, opened.plusSeconds(1)));
          int clicks = random.nextInt(5);
          for (int click = 1; click <= clicks; click++) {
            events.add(visit(id, opened.plusSeconds(click * (60L + random.nextInt(1500)))));
          }
        }
      }
      life.add(events);
    }
    return life;
  }
}

package io.holdfast.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.world.Told;
import io.holdfast.cli.world.Visitor;
import io.holdfast.cli.world.World;
import io.holdfast.contracts.event.Interaction;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The people of a world living through the public APIs: on every opening they send a visit, ask for
 * recommendations, and do what they like with what they are shown. They know nothing of variants;
 * which one each was given is only noted down.
 *
 * <p>Event time moves in steps of an hour: the clock goes to the hour's end, then what happens in
 * the hour is told. So nothing is ahead of the clock, and nothing is later than the services'
 * lateness allows.
 */
final class Population {
  private static final int HOURS = 24;
  private static final long HOUR = 3_600;

  private final RunningProduct product;
  private final List<Visitor> visitors;
  private final Workers workers;
  private final Map<Integer, String> variants = new ConcurrentHashMap<>();
  private final LongAdder interactions = new LongAdder();
  private final LongAdder lists = new LongAdder();

  Population(RunningProduct product, World world, Workers workers) {
    this.product = product;
    this.visitors = world.people().stream().map(world::visitor).toList();
    this.workers = workers;
  }

  /** After each hour's clock step, before anybody comes. */
  @FunctionalInterface
  interface HourListener {
    void begins(int hour) throws IOException, InterruptedException;
  }

  /** Lives a day. */
  void live(int day, HourListener listener) throws IOException, InterruptedException {
    List<List<Visitor>> byHour = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      byHour.add(new ArrayList<>());
    }
    for (Visitor visitor : visitors) {
      if (visitor.comesOn(day)) {
        long second = visitor.secondOn(day) - day * HOURS * HOUR;
        byHour.get((int) (second / HOUR)).add(visitor);
      }
    }
    for (int hour = 0; hour < HOURS; hour++) {
      product.advanceTo(Calendar.at((day * HOURS + hour + 1) * HOUR));
      listener.begins(hour);
      workers.forEach(byHour.get(hour), visitor -> visit(visitor, day));
    }
  }

  private void visit(Visitor visitor, int day) throws IOException, InterruptedException {
    String user = visitor.person().id();
    long second = visitor.secondOn(day);
    Map<String, String> now = Map.of("Holdfast-Time", Calendar.at(second).toString());
    List<Interaction> opening = new ArrayList<>();
    if (day == visitor.person().joinDay()) {
      for (Told told : World.past(visitor.person())) {
        opening.add(Calendar.interaction(user, told, null, true));
      }
    }
    opening.add(
        Calendar.interaction(user, new Told(null, Interaction.VISIT, null, second), null, false));
    send(opening, now);

    JsonNode answer = product.serve().get("/v1/users/" + user + "/recommendations", now);
    lists.increment();
    for (JsonNode experiment : answer.path("experiments")) {
      variants.putIfAbsent(visitor.person().index(), experiment.path("variant").asText());
    }
    List<String> shown = new ArrayList<>();
    answer.path("items").forEach(item -> shown.add(item.path("itemId").asText()));
    UUID requestId = UUID.fromString(answer.path("requestId").asText());

    List<Interaction> deeds = new ArrayList<>();
    for (Told told : visitor.visit(day, shown)) {
      deeds.add(Calendar.interaction(user, told, requestId, false));
    }
    send(deeds, now);
  }

  private void send(List<Interaction> told, Map<String, String> now)
      throws IOException, InterruptedException {
    if (!told.isEmpty()) {
      JsonNode answer = product.ingest().post("/v1/interactions", told, now);
      interactions.add(answer.path("accepted").asLong() + answer.path("duplicates").asLong());
    }
  }

  /** Everybody, in the order of the world's people. */
  List<Visitor> visitors() {
    return visitors;
  }

  /** The variant that a person was given when they came first; null if they never came. */
  String variant(Visitor visitor) {
    return variants.get(visitor.person().index());
  }

  /** Interactions that were acknowledged. */
  long interactions() {
    return interactions.sum();
  }

  /** Lists that were answered. */
  long lists() {
    return lists.sum();
  }

  /** How it stands at that time: day-7 retention by variant among those whose day is over. */
  String state(Instant now) {
    Map<String, int[]> counts = new TreeMap<>();
    long second = now.getEpochSecond() - Calendar.BEGINNING.getEpochSecond();
    for (Visitor visitor : visitors) {
      String variant = variant(visitor);
      if (variant != null && visitor.isMaturedAt(second)) {
        int[] count = counts.computeIfAbsent(variant, ignored -> new int[2]);
        count[0] += visitor.returnedOnDay7() ? 1 : 0;
        count[1]++;
      }
    }
    String lists = String.format(Locale.ROOT, "%,d lists", lists());
    return counts.isEmpty()
        ? lists
        : counts.entrySet().stream()
            .map(
                entry ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %%",
                        entry.getKey(),
                        100.0 * entry.getValue()[0] / entry.getValue()[1]))
            .collect(Collectors.joining(", ", lists + "; back on day 7: ", ""));
  }
}

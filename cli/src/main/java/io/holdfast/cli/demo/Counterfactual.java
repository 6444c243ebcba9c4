package io.holdfast.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.world.Told;
import io.holdfast.cli.world.Visitor;
import io.holdfast.cli.world.World;
import io.holdfast.contracts.event.ModelReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The lift that nobody can measure outside a simulation: the same people, with the same randomness,
 * living once with each model. One of a person's two worlds is the one that was lived through the
 * experiment; in the other they are shown what the other variant's model, asked for as a preview
 * (which exposes nobody), makes of the history that they have there.
 */
final class Counterfactual {
  private static final int LENGTH = 10;

  private final RunningProduct product;
  private final World world;
  private final ModelReference control;
  private final ModelReference challenger;

  Counterfactual(
      RunningProduct product, World world, ModelReference control, ModelReference challenger) {
    this.product = product;
    this.world = world;
    this.control = control;
    this.challenger = challenger;
  }

  /**
   * The difference in day-7 retention between all people with the challenger and all people with
   * the control; null if nobody's day 7 is over.
   *
   * @param lived the worlds that were lived
   * @param until seconds from the beginning up to which they were
   */
  Double day7(Population lived, long until, Workers workers)
      throws IOException, InterruptedException {
    List<Visitor> matured =
        lived.visitors().stream()
            .filter(visitor -> lived.variant(visitor) != null && visitor.isMaturedAt(until))
            .toList();
    if (matured.isEmpty()) {
      return null;
    }
    AtomicIntegerArray returned = new AtomicIntegerArray(2);
    workers.forEach(
        matured,
        visitor -> {
          int mine = lived.variant(visitor).equals(Experiment.CHALLENGER) ? 1 : 0;
          ModelReference other = mine == 1 ? control : challenger;
          if (visitor.returnedOnDay7()) {
            returned.incrementAndGet(mine);
          }
          if (world.returnsOnDay7(
              visitor.person(), (person, history, second) -> preview(other, history))) {
            returned.incrementAndGet(1 - mine);
          }
        });
    return (returned.get(1) - returned.get(0)) / (double) matured.size();
  }

  private List<String> preview(ModelReference model, List<Told> history)
      throws IOException, InterruptedException {
    List<Map<String, Object>> interactions = new ArrayList<>();
    for (Told told : history) {
      if (told.itemId() != null) {
        Map<String, Object> interaction = new LinkedHashMap<>();
        interaction.put("itemId", told.itemId());
        interaction.put("type", told.type());
        interaction.put("occurredAt", Calendar.at(told.second()));
        interactions.add(interaction);
      }
    }
    JsonNode answer =
        product
            .recommenderAdmin()
            .post(
                "/v1/recommendations",
                Map.of(
                    "scenario",
                    Experiment.SCENARIO,
                    "limit",
                    LENGTH,
                    "model",
                    model.toString(),
                    "preview",
                    true,
                    "interactions",
                    interactions));
    List<String> shown = new ArrayList<>();
    answer.path("items").forEach(item -> shown.add(item.path("itemId").asText()));
    return shown;
  }
}

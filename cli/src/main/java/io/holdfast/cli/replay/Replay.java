package io.holdfast.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.importing.ImportCatalogue;
import io.holdfast.cli.importing.ImportInteractions;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.stack.Stack;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.training.log.JdbcEventLog;
import io.holdfast.training.pipeline.TrainModel;
import io.holdfast.training.reader.DataRow;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tells what folding in at once is worth: a model learns from the baskets before a cut, and then
 * the baskets after it are lived through in time order. Before each, the API is asked twice for the
 * best items, repeats allowed: for the user, whose earlier baskets have all been acknowledged by
 * then, and for a twin, who has the user's history up to the cut and nothing since. Both take the
 * same way through the product with the same model; they differ in what has come since the cut.
 */
public final class Replay {
  private static final String SCENARIO = "replay";
  private static final String TWIN = "@cut";
  private static final Duration DAY = Duration.ofDays(1);

  private final ReplaySettings settings;
  private final ReplayProgress progress;
  private final Map<String, Integer> sources = new TreeMap<>();

  /** A replay of that. */
  public Replay(ReplaySettings settings, ReplayProgress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Lives it on a running stack in event time.
   *
   * @param folder where the artifact is written
   * @param revision of the code, or null if unknown
   * @throws IllegalArgumentException if the data cannot be cut or trained on
   */
  public ReplayReport run(Stack stack, Path folder, String revision)
      throws IOException, SQLException, InterruptedException {
    progress.phase("reading " + settings.file().path());
    Baskets baskets = Baskets.read(settings.file(), settings.share(), progress::read);
    try (RunningProduct product = new RunningProduct(stack)) {
      product.advanceTo(baskets.cut());
      product.recommenderAdmin().put("/v1/scenarios/" + SCENARIO, scenario());
      progress.phase(
          "telling %,d baskets before %s".formatted(baskets.before().size(), baskets.cut()));
      new ImportCatalogue(product.ingest()).send(baskets.catalogue());
      tell(product, rows(baskets.before()).stream().map(DataRow::toInteraction).toList());
      progress.phase("training " + settings.kind().name());
      ModelReference model = train(stack, product, folder, revision);
      tell(product, twins(baskets));
      product.activate(model);
      product.awaitLoaded(model);
      return live(product, baskets, model);
    }
  }

  private Map<String, Object> scenario() {
    return Map.of("limit", settings.top(), "hideSeen", false);
  }

  private ModelReference train(Stack stack, RunningProduct product, Path folder, String revision)
      throws IOException, SQLException, InterruptedException {
    Artifact artifact =
        new TrainModel(
                settings.kind().name(),
                settings.kind(),
                settings.parameters(),
                settings.context(),
                Instant.now(),
                revision)
            .run(new JdbcEventLog(stack.logJdbcUrl()).read(), folder);
    return product.register(artifact);
  }

  private static void tell(RunningProduct product, List<Interaction> interactions)
      throws IOException {
    ImportInteractions importing = new ImportInteractions(product.ingest(), acknowledged -> {});
    for (Interaction interaction : interactions) {
      importing.add(interaction);
    }
    importing.finish();
  }

  private static List<DataRow> rows(List<Basket> baskets) {
    return baskets.stream().flatMap(basket -> basket.rows().stream()).toList();
  }

  private static List<Interaction> twins(Baskets baskets) {
    Set<String> users = baskets.users();
    return rows(baskets.before()).stream()
        .filter(row -> users.contains(row.userId()))
        .map(row -> told(row, row.userId() + TWIN, true))
        .toList();
  }

  private static Interaction told(DataRow row, String userId, boolean historical) {
    String name = userId + "\0" + row.number();
    return new Interaction(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        userId,
        row.itemId(),
        row.type(),
        row.value(),
        row.details().criteria(),
        row.occurredAt(),
        row.details().sessionId(),
        null,
        row.details().domain(),
        row.details().context(),
        historical);
  }

  private ReplayReport live(RunningProduct product, Baskets baskets, ModelReference model)
      throws IOException, InterruptedException {
    Recalls recalls = new Recalls();
    Instant now = baskets.cut();
    int done = 0;
    int interactions = 0;
    for (Basket basket : baskets.after()) {
      Instant evening = basket.at().truncatedTo(ChronoUnit.DAYS).plus(DAY);
      if (evening.isAfter(now)) {
        product.advanceTo(evening);
        now = evening;
      }
      List<String> realTime = ask(product, basket.userId());
      List<String> frozen = ask(product, basket.userId() + TWIN);
      recalls.add(
          basket.userId(),
          basket.recall(realTime, settings.top()),
          basket.recall(frozen, settings.top()));
      tell(product, basket.rows().stream().map(row -> told(row, basket.userId(), false)).toList());
      interactions += basket.rows().size();
      progress.basket(++done, baskets.after().size(), basket.at());
    }
    long seed = settings.context().seed();
    return new ReplayReport(
        model,
        baskets.cut(),
        settings.top(),
        recalls.all(seed),
        recalls.later(seed),
        sources,
        interactions);
  }

  private List<String> ask(RunningProduct product, String userId)
      throws IOException, InterruptedException {
    JsonNode answer =
        product
            .serve()
            .get(
                "/v1/users/"
                    + URLEncoder.encode(userId, StandardCharsets.UTF_8).replace("+", "%20")
                    + "/recommendations?scenario="
                    + SCENARIO);
    sources.merge(answer.path("source").asText(), 1, Integer::sum);
    List<String> items = new ArrayList<>();
    answer.path("items").forEach(item -> items.add(item.path("itemId").asText()));
    return items;
  }
}

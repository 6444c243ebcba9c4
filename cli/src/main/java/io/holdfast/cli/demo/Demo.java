package io.holdfast.cli.demo;

import io.holdfast.cli.log.StoredEvents;
import io.holdfast.cli.stack.RunningProduct;
import io.holdfast.cli.stack.Stack;
import io.holdfast.cli.world.Dataset;
import io.holdfast.cli.world.SplitDataset;
import io.holdfast.cli.world.SyntheticDataset;
import io.holdfast.cli.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loop, once around: warm-up data in, two models trained and registered, an experiment started,
 * a population that lives day by day, the measurement and the decision after each day.
 */
public final class Demo {
  private static final long DAY = 86_400;

  private final DemoSettings settings;
  private final Progress progress;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** A demo of that. */
  public Demo(DemoSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Makes the world, before anything is started, so that bad data fails early.
   *
   * @throws IOException if the data cannot be read
   */
  public World world() throws IOException {
    progress.phase(
        settings.data() == null ? "making a world" : "reading " + settings.data().path());
    Dataset dataset =
        settings.data() == null
            ? SyntheticDataset.of(settings.seed())
            : Dataset.of(
                settings.data(),
                summary ->
                    progress.phase(
                        "read %,d rows%s"
                            .formatted(
                                summary.rows(),
                                summary.droppedRows() == 0
                                    ? ""
                                    : ", dropped " + summary.describeDropped())));
    return World.of(SplitDataset.of(dataset), settings.users(), settings.effect(), settings.seed());
  }

  /**
   * Lives it on a running stack in event time.
   *
   * @param models where artifacts are written
   */
  public DemoReport run(Stack stack, World world, Path models)
      throws IOException, SQLException, InterruptedException {
    try (RunningProduct product = new RunningProduct(stack);
        Workers workers = new Workers()) {
      return run(stack, product, workers, world, models);
    }
  }

  private DemoReport run(
      Stack stack, RunningProduct product, Workers workers, World world, Path folder)
      throws IOException, SQLException, InterruptedException {
    long began = System.nanoTime();
    product.advanceTo(Calendar.BEGINNING);
    WarmUp warmUp = new WarmUp(product, world);
    progress.phase("telling %,d interactions of the warm-up".formatted(world.warmUp().size()));
    int items = warmUp.importItems();
    long imported = warmUp.importInteractions();
    progress.phase(
        "training %s and %s on %,d interactions with %,d items"
            .formatted(settings.control(), settings.challenger(), imported, items));
    Models models = Models.train(product, stack.logJdbcUrl(), settings, folder);
    product.activate(models.control().reference());
    began = took("train", began);

    Experiment experiment = new Experiment(product);
    experiment.start(
        models.control().reference(), models.challenger().reference(), settings.users());
    product.awaitLoaded(models.control().reference());
    product.awaitLoaded(models.challenger().reference());
    progress.phase("%,d people live %d days".formatted(settings.users(), settings.days()));
    Population population = new Population(product, world, workers);
    for (int day = 0; day < settings.days(); day++) {
      Instant begins = Calendar.day(day);
      population.live(
          day,
          hour -> {
            if (hour == 0) {
              product.awaitEvaluated(Experiment.KEY, begins);
            }
          });
      progress.day(day + 1, settings.days(), population.state(begins));
    }
    began = took("simulate", began);

    Instant end = Calendar.day(settings.days());
    product.advanceTo(end.plus(Calendar.LATENESS));
    product.awaitEvaluated(Experiment.KEY, end);
    progress.phase("living the other worlds, to know the truth");
    Double truth =
        new Counterfactual(
                product, world, models.control().reference(), models.challenger().reference())
            .day7(population, settings.days() * DAY, workers);
    DemoReport report = report(stack, product, experiment, models, population, imported, truth);
    took("measure", began);
    return report;
  }

  private DemoReport report(
      Stack stack,
      RunningProduct product,
      Experiment experiment,
      Models models,
      Population population,
      long imported,
      Double truth)
      throws IOException, SQLException, InterruptedException {
    var decision = experiment.decision();
    if (decision != null && decision.path("action").asText().equals("promote")) {
      String winner = decision.path("model").asText();
      product.await(
          "the decision to reach the registry", () -> winner.equals(product.activeModel()));
    }
    return new DemoReport(
        imported + population.interactions() + population.lists(),
        StoredEvents.count(stack.logJdbcUrl()).total(),
        List.of(
            model(Experiment.CONTROL, models.control()),
            model(Experiment.CHALLENGER, models.challenger())),
        product.results(Experiment.KEY),
        decision,
        product.activeModel(),
        truth,
        seconds);
  }

  private static DemoReport.Model model(String variant, Models.Trained trained) {
    return new DemoReport.Model(
        variant, trained.reference().name(), trained.reference().version(), trained.metrics());
  }

  private long took(String phase, long since) {
    long now = System.nanoTime();
    seconds.put(phase, Math.round((now - since) / 1e8) / 10.0);
    return now;
  }
}

package io.holdfast.benchmarks.replay;

import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.training.data.TrainingData;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether folding in what was just bought finds more of the next basket: UCI Online Retail, lived
 * through again over the HTTP API of the packaged recommender-api.
 *
 * <p>A model is trained on what was bought before {@code --test}, its parameters chosen on the time
 * from {@code --validation} until then. Then, basket by basket in order of time, each customer who
 * had bought before {@code --test} is recommended {@code --length} items just before the basket,
 * repeats allowed. Two arms, the same model, endpoint and moment: the customer, whose baskets are
 * told to the service after each, and a twin, whose id has the same history until {@code --test}
 * and nothing since. A twin in the log, rather than a history in the request, leaves nothing else
 * that could differ.
 *
 * <pre>
 * benchmarks/run replay --data ../shared/data/online-retail/online_retail.csv.gz --models als,ease,item-knn
 * </pre>
 */
public final class ReplayProgram {
  private static final String TWIN = ":frozen";

  private ReplayProgram() {}

  /** Runs it. */
  public static void run(List<String> arguments, PrintStream out)
      throws IOException, InterruptedException {
    Arguments given =
        Arguments.parse(arguments, "data", "models", "validation", "test", "length", "baskets");
    InteractionLog log = read(Path.of(given.text("data", "")));
    long validation = second(given.text("validation", "2011-07-01"));
    long test = second(given.text("test", "2011-09-01"));
    int length = given.integer("length", "20");
    int most = given.integer("baskets", "1m");
    InteractionLog training = log.where(row -> log.epochSecond(row) < test);
    Validation before = new Validation(log, validation, test);
    for (String kind : given.texts("models", "als,ease,item-knn")) {
      List<Validation.Outcome> outcomes = before.outcomes(Candidate.of(kind), length);
      for (Validation.Outcome outcome : outcomes) {
        out.printf(
            Locale.ROOT,
            "%s %s: recall@%d %.4f of %,d validation baskets%n",
            kind,
            new TreeMap<>(outcome.candidate().parameters()),
            length,
            outcome.recall(),
            outcome.baskets());
      }
      Candidate chosen = outcomes.getFirst().candidate();
      report(
          kind,
          replay(chosen, training, testBaskets(log, training, test, most), test, length),
          out);
    }
  }

  private static InteractionLog read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "--data is UCI Online Retail's csv, plain or gzipped; there is no file " + file);
    }
    return TrainingData.of(DataFile.of(file, DataFormat.ONLINE_RETAIL), summary -> {}).log();
  }

  private static long second(String date) {
    return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  /** The baskets of those who had bought before, by time. */
  private static List<Basket> testBaskets(
      InteractionLog log, InteractionLog training, long test, int most) {
    Set<String> known = users(Basket.of(training));
    return Basket.of(log.where(row -> log.epochSecond(row) >= test)).stream()
        .filter(basket -> known.contains(basket.userId()))
        .limit(most)
        .toList();
  }

  private static Set<String> users(List<Basket> baskets) {
    return baskets.stream().map(Basket::userId).collect(Collectors.toSet());
  }

  /** What a replay came to; {@code later} leaves each customer's first basket out. */
  private record Result(PairedRecall all, PairedRecall later, double seconds) {}

  private static Result replay(
      Candidate candidate, InteractionLog training, List<Basket> baskets, long test, int length)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("holdfast-replay-");
    try (ReplayStack stack = ReplayStack.start(folder)) {
      Artifact artifact = write(candidate, training, folder);
      stack.advance(test);
      Set<String> users = users(baskets);
      stack.tellPast(
          Basket.of(training).stream().filter(past -> users.contains(past.userId())).toList(),
          List.of("", TWIN));
      stack.serve(artifact);
      long begin = System.nanoTime();
      PairedRecall all = new PairedRecall();
      PairedRecall later = new PairedRecall();
      Set<String> met = new HashSet<>();
      for (Basket basket : baskets) {
        stack.advance(basket.epochSecond());
        double live = basket.recall(stack.recommend(basket.userId(), length));
        double frozen = basket.recall(stack.recommend(basket.userId() + TWIN, length));
        all.add(basket.userId(), live, frozen);
        if (!met.add(basket.userId())) {
          later.add(basket.userId(), live, frozen);
        }
        stack.buy(basket.userId(), basket);
      }
      return new Result(all, later, (System.nanoTime() - begin) / 1e9);
    } finally {
      remove(folder);
    }
  }

  private static Artifact write(Candidate candidate, InteractionLog training, Path folder)
      throws IOException {
    RankingModel model = candidate.train(training);
    return RankingModels.write(
        folder.resolve("artifact"),
        new ArtifactDescription(
            candidate.kind(),
            candidate.kind(),
            model.parameters().asMap(),
            1,
            LinearAlgebraProvider.get().name(),
            Instant.now(),
            null,
            new DataDescription(
                "online-retail",
                "",
                users(Basket.of(training)).size(),
                training.items().size(),
                training.size(),
                Instant.ofEpochSecond(training.epochSecond(0)),
                Instant.ofEpochSecond(training.epochSecond(training.size() - 1))),
            List.of(),
            null,
            List.of(),
            null),
        model);
  }

  private static void report(String kind, Result result, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s: %,d baskets of %,d customers replayed in %.0f s%n",
        kind,
        result.all.baskets(),
        result.all.users(),
        result.seconds);
    print(kind + ", all baskets", result.all, out);
    print(kind + ", but each customer's first", result.later, out);
  }

  private static void print(String name, PairedRecall recall, PrintStream out) {
    for (Map.Entry<String, PairedRecall.Mean> line :
        List.of(
            Map.entry("folded in", recall.live()),
            Map.entry("frozen", recall.frozen()),
            Map.entry("difference", recall.difference()))) {
      out.printf(
          Locale.ROOT,
          "  %s (%,d): %s %.4f [%.4f, %.4f]%n",
          name,
          recall.baskets(),
          line.getKey(),
          line.getValue().mean(),
          line.getValue().low(),
          line.getValue().high());
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(ReplayProgram::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

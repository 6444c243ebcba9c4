package io.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import io.holdfast.core.evaluation.Protocols;
import io.holdfast.core.model.ModelKinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void helpNamesEveryCommandAndExitsFine() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "demo",
            "up",
            "down",
            "status",
            "test",
            "datasets",
            "import",
            "train",
            "evaluate",
            "recommend",
            "analyze",
            "retention",
            "simulate",
            "Exit codes",
            "Examples");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "up",
        "down",
        "status",
        "test",
        "import",
        "train",
        "evaluate",
        "recommend",
        "analyze",
        "retention"
      })
  void everyCommandThatWorksHasHelpWithExamples(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: holdfast " + command, "Examples:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"datasets", "simulate"})
  void reservedCommandsSayThatTheyComeLater(String command) {
    assertThat(run(command, "--data", "x.csv", "--unit", "y", "more")).isEqualTo(2);
    assertThat(err.toString()).contains("not in this version");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("dance")).isEqualTo(2);
    assertThat(run("evaluate", "--model", "als")).isEqualTo(2);
    assertThat(run("demo", "--effect", "2")).isEqualTo(2);
    assertThat(run("demo", "--users", "many")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongChoicesExitWithTwoAndNameWhatThereIs() throws IOException {
    String file = data().toString();
    assertThat(evaluate(file, "nonsense", "sequences", "temporal")).isEqualTo(2);
    assertThat(err.toString()).contains("popular");
    assertThat(evaluate(file, "popular", "xml", "temporal")).isEqualTo(2);
    assertThat(err.toString()).contains("online-retail");
    assertThat(evaluate(file, "popular", "sequences", "random-5-fold")).isEqualTo(2);
    assertThat(err.toString()).contains("random-5-fold", "popular only ranks");
    assertThat(evaluate(file, "popular", "csv", "temporal")).isEqualTo(2);
    assertThat(evaluate(folder + "/absent", "popular", "sequences", "temporal")).isEqualTo(2);
    assertThat(run("import", file, "--format", "sequences", "--api-key", "")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"als,java", "als,jblas", "popular,java", "markov,jblas"})
  void theLinearAlgebraIsAParameterOfEveryModel(String model, String blas) throws IOException {
    int code =
        run(
            "evaluate",
            "--model",
            model,
            "--data",
            data().toString(),
            "--format",
            "sequences",
            "--protocol",
            "leave-one-out",
            "--param",
            "blas=" + blas,
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonNode document = Json.mapper().readTree(out.toString());
    assertThat(document.get("backend").textValue()).isEqualTo(blas);
    assertThat(document.get("parameters").has("blas")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "evaluate"})
  void anUnknownLinearAlgebraExitsWithTwoAndNamesThoseThereAre(String command) throws IOException {
    String[] last =
        command.equals("train")
            ? new String[] {"--out", folder.resolve("model").toString()}
            : new String[] {"--protocol", "leave-one-out"};
    int code =
        run(
            command,
            "--model",
            "popular",
            "--data",
            data().toString(),
            "--format",
            "sequences",
            "--param",
            "blas=mkl",
            last[0],
            last[1]);
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("mkl", "openblas, jblas, java");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void trainTakesTheLinearAlgebraToo() throws IOException {
    Path model = folder.resolve("model");
    int code =
        run(
            "train",
            "--model",
            "als",
            "--param",
            "factors=4",
            "--param",
            "blas=jblas",
            "--data",
            data().toString(),
            "--format",
            "sequences",
            "--out",
            model.toString());
    assertThat(code).as(err.toString()).isZero();
    JsonNode manifest = Json.mapper().readTree(model.resolve("manifest.json").toFile());
    assertThat(manifest.get("backend").textValue()).isEqualTo("jblas");
  }

  @Test
  void brokenDataExitsWithOneAndNamesTheLine() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "1\t2\t3\t4\n1\t2\n");
    assertThat(evaluate(broken.toString(), "popular", "movielens-100k", "temporal")).isEqualTo(1);
    assertThat(err.toString()).contains("line 2");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void evaluatePrintsTheDocumentOfTheContractAndNothingElse() throws IOException {
    int code =
        run(
            "evaluate",
            "--model",
            "popular",
            "--data",
            data().toString(),
            "--format",
            "sequences",
            "--protocol",
            "leave-one-out",
            "--seed",
            "3",
            "--top",
            "5",
            "--json");
    assertThat(code).isZero();
    JsonNode document = Json.mapper().readTree(out.toString());
    assertThat(names(document))
        .containsExactly(
            "model",
            "parameters",
            "seed",
            "protocol",
            "dataset",
            "metrics",
            "confidence95",
            "seconds",
            "backend");
    assertThat(names(document.path("dataset"))).containsExactly("users", "items", "interactions");
    assertThat(names(document.path("metrics"))).contains("hr@5", "ndcg@5", "mrr");
    assertThat(document.path("confidence95").path("ndcg@5")).hasSize(2);
    assertThat(names(document.path("seconds"))).containsExactly("train", "evaluate");
    assertThat(document.path("seed").asInt()).isEqualTo(3);
    assertThat(err.toString()).contains("read 240 rows");
  }

  @Test
  void helpNamesTheModelsAndProtocolsThatThereAre() {
    for (String command : List.of("train", "evaluate")) {
      run(command, "--help");
      assertThat(out.toString().replaceAll("\\s+", " "))
          .contains(String.join(", ", ModelKinds.names()), "--search=N", "--search-metric=");
    }
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(String.join(", ", Protocols.names()), "80 % quantile");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void evaluatePrintsASearchAndAComparison() throws IOException {
    String[] arguments = {
      "evaluate",
      "--model",
      "ease",
      "--param",
      "decay=1",
      "--search",
      "3",
      "--search-metric",
      "hr@10",
      "--ties",
      "random",
      "--compare-to",
      "popular",
      "--data",
      data().toString(),
      "--format",
      "sequences",
      "--protocol",
      "leave-one-out"
    };
    assertThat(run(arguments)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("coverage@10", "from that of popular over the same 40");
    assertThat(err.toString()).contains("trial 4 of 4", "hr@10");

    out.getBuffer().setLength(0);
    String[] json = Arrays.copyOf(arguments, arguments.length + 1);
    json[arguments.length] = "--json";
    assertThat(run(json)).as(err.toString()).isZero();
    JsonNode document = Json.mapper().readTree(out.toString());
    assertThat(document.path("ties").asText()).isEqualTo("random");
    JsonNode search = document.path("search");
    assertThat(search.path("candidates").asInt()).isEqualTo(3);
    assertThat(search.path("metric").asText()).isEqualTo("hr@10");
    assertThat(search.path("budget").asText()).isEqualTo("users");
    assertThat(search.path("parameters")).isEqualTo(document.path("parameters"));
    assertThat(search.path("parameters").path("decay").asDouble()).isEqualTo(1);
    assertThat(search.path("trials")).hasSize(3);
    JsonNode comparison = document.path("comparison");
    assertThat(comparison.path("model").asText()).isEqualTo("popular");
    assertThat(comparison.path("users").asInt()).isEqualTo(40);
    assertThat(comparison.path("confidence95")).hasSize(2);
  }

  @Test
  void refusesSearchesAndTiesThatMakeNoSense() throws IOException {
    String file = data().toString();
    List<List<String>> wrong =
        List.of(
            List.of("--search", "1"),
            List.of("--search-metric", "hr@10"),
            List.of("--search", "4", "--param", "half-life-days=3"),
            List.of("--ties", "sometimes"),
            List.of("--compare-to", "nonsense"));
    for (List<String> more : wrong) {
      List<String> arguments =
          new ArrayList<>(List.of("evaluate", "--model", "popular", "--data", file));
      arguments.addAll(List.of("--format", "sequences", "--protocol", "temporal"));
      arguments.addAll(more);
      assertThat(run(arguments.toArray(String[]::new))).as("%s", more).isEqualTo(2);
    }
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void trainsAndThenRecommendsFromTheArtifact() throws IOException {
    String artifact = folder.resolve("model").toString();
    String file = data().toString();
    String[] training = {
      "train",
      "--model",
      "als",
      "--param",
      "factors=8",
      "--data",
      file,
      "--format",
      "sequences",
      "--out",
      artifact
    };
    assertThat(run(training)).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("als@");
    assertThat(run(training)).as("the folder exists").isEqualTo(2);

    JsonNode known = recommend(artifact, "--user", "u3", "--data", file, "--format", "sequences");
    assertThat(names(known)).containsExactly("model", "user", "source", "items");
    assertThat(known.path("source").asText()).isEqualTo("model");
    assertThat(known.path("items")).isNotEmpty();
    // u3's own items are of one colour, and so is what fits.
    assertThat(known.path("items").path(0).path("itemId").asText()).startsWith("odd-");

    JsonNode given = recommend(artifact, "--user", "x", "--history", "even-1,even-2,absent");
    assertThat(given.path("items").path(0).path("itemId").asText()).startsWith("even-");
    assertThat(err.toString()).contains("absent");

    JsonNode unknown = recommend(artifact, "--user", "nobody");
    assertThat(unknown.path("source").asText()).isEqualTo("popular");
    assertThat(unknown.path("items")).hasSize(3);
  }

  @Test
  void predictsRatingsAndThenRanksByThem() throws IOException {
    String file = ratings().toString();
    int code =
        run(
            "evaluate",
            "--model",
            "explicit-mf",
            "--param",
            "samples=20",
            "--data",
            file,
            "--format",
            "movielens-csv",
            "--protocol",
            "random-5-fold",
            "--json");
    assertThat(code).as(err.toString()).isZero();
    JsonNode document = Json.mapper().readTree(out.toString());
    assertThat(document.path("protocol").asText()).isEqualTo("random-5-fold");
    assertThat(names(document.path("metrics"))).containsExactly("rmse", "mae", "coverage95");
    assertThat(document.path("metrics").path("rmse").asDouble()).isLessThan(1);
    assertThat(document.path("confidence95").path("rmse")).hasSize(2);

    String artifact = folder.resolve("ratings-model").toString();
    String[] training = {
      "train",
      "--model",
      "explicit-mf",
      "--param",
      "samples=20",
      "--data",
      file,
      "--format",
      "movielens-csv",
      "--out",
      artifact
    };
    assertThat(run(training)).as(err.toString()).isZero();
    JsonNode known =
        recommend(artifact, "--user", "4", "--data", file, "--format", "movielens-csv");
    assertThat(known.path("source").asText()).isEqualTo("model");
    // Even users give 5 to even items and 1 to odd ones.
    assertThat(known.path("items").path(0).path("itemId").asInt() % 2).isZero();
    JsonNode given = recommend(artifact, "--user", "x", "--history", "2=1,4=1,7=5");
    assertThat(given.path("items").path(0).path("itemId").asInt() % 2).isEqualTo(1);
    assertThat(run("recommend", "--artifact", artifact, "--user", "x", "--history", "2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("explicit-mf needs ratings");
  }

  @Test
  void evaluateLearnsFromCriteriaAndSearchesByTheErrorOfRatings() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder lines = new StringBuilder();
    for (int user = 0; user < 40; user++) {
      for (int n = 0; n < 12; n++) {
        int item = random.nextInt(20);
        int stars = 1 + Math.floorMod(user + item, 5);
        lines.append(
            """
            {"userId":"u%d","itemId":"i%d","type":"rating","value":%d,\
            "criteria":{"food":%d,"rooms":%d},"occurredAt":"2026-01-%02dT00:00:00Z"}
            """
                .formatted(user, item, stars, stars, 6 - stars, n + 1));
      }
    }
    String file = Files.writeString(folder.resolve("hotels.jsonl"), lines).toString();
    String[] options = {
      "evaluate",
      "--model",
      "explicit-mf",
      "--param",
      "samples=4",
      "--param",
      "burn-in=2",
      "--data",
      file,
      "--format",
      "jsonl",
      "--protocol",
      "random-5-fold",
      "--json"
    };
    assertThat(run(with(options, "--param", "criteria=all", "--search", "3")))
        .as(err.toString())
        .isZero();
    JsonNode document = Json.mapper().readTree(out.toString());
    assertThat(document.path("parameters").path("criteria").asText()).isEqualTo("all");
    JsonNode search = document.path("search");
    assertThat(search.path("metric").asText()).isEqualTo("rmse");
    assertThat(search.path("candidates").asInt()).isEqualTo(3);
    assertThat(search.path("value").asDouble())
        .isLessThanOrEqualTo(search.path("defaultValue").asDouble());
    assertThat(run(with(options, "--param", "criteria=parking"))).isEqualTo(1);
    assertThat(err.toString())
        .contains("criteria: nothing is rated by parking; there is food, rooms");
    assertThat(run(with(options, "--search", "2", "--search-metric", "hr@10"))).isEqualTo(1);
    assertThat(err.toString()).contains("a search compares one of [rmse, mae], not hr@10");
    assertThat(run(with(options, "--compare-to", "popular"))).isEqualTo(2);
    assertThat(err.toString()).contains("--compare-to needs a protocol that ranks");
  }

  @Test
  void recommendFailsOnACorruptArtifact() throws IOException {
    Path artifact = Files.createDirectory(folder.resolve("corrupt"));
    Files.writeString(artifact.resolve("manifest.json"), "{}");
    assertThat(run("recommend", "--artifact", artifact.toString(), "--user", "u")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
  }

  private JsonNode recommend(String artifact, String... more) throws IOException {
    out.getBuffer().setLength(0);
    String[] arguments = new String[more.length + 6];
    List<String> first = List.of("recommend", "--artifact", artifact, "--top", "3", "--json");
    for (int k = 0; k < arguments.length; k++) {
      arguments[k] = k < first.size() ? first.get(k) : more[k - first.size()];
    }
    assertThat(run(arguments)).as(err.toString()).isZero();
    return Json.mapper().readTree(out.toString());
  }

  private static String[] with(String[] options, String... more) {
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return all;
  }

  private int evaluate(String file, String model, String format, String protocol) {
    return run(
        "evaluate", "--model", model, "--data", file, "--format", format, "--protocol", protocol);
  }

  /** Forty users with six items each, odd ones or even ones. */
  private Path data() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int user = 0; user < 40; user++) {
      lines.append("u").append(user);
      for (int k = 0; k < 6; k++) {
        lines.append(user % 2 == 0 ? " even-" : " odd-").append((user / 2 + 5 * k) % 12);
      }
      lines.append('\n');
    }
    return Files.writeString(folder.resolve("data"), lines);
  }

  /** Sixty users who rate 5 what is of their colour and 1 what is not. */
  private Path ratings() throws IOException {
    StringBuilder lines = new StringBuilder("userId,movieId,rating,timestamp\n");
    for (int user = 0; user < 60; user++) {
      for (int k = 0; k < 12; k++) {
        int item = (5 * user + 7 * k) % 30;
        int rating = (user + item) % 2 == 0 ? 5 : 1;
        lines.append(user + "," + item + "," + rating + "," + (1_000 + 10 * k + user) + "\n");
      }
    }
    return Files.writeString(folder.resolve("ratings.csv"), lines);
  }

  private int run(String... arguments) {
    CommandLine commandLine = RootCommand.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }
}

package io.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {
  private static final Path SAMPLE = Path.of("../docs/samples/experiment.csv");

  @TempDir Path folder;

  /**
   * Expected values: analyze_values.py under src/test/reference, by SciPy, statsmodels and pandas.
   */
  @Test
  void printsTheDocumentThatScipyAndStatsmodelsCompute() throws IOException {
    assertAgrees(analyzeSample(SAMPLE).document(), reference("analyze-reference.json"), 1e-9, "");
  }

  /** The same script, values per unit clipped by NumPy at their quantile over both variants. */
  @Test
  void winsorizesMeansAndRatiosAsNumpyClips() throws IOException {
    assertAgrees(
        analyzeSample(SAMPLE, "--winsorize", "0.9").document(),
        reference("analyze-winsorized-reference.json"),
        1e-9,
        "");
  }

  /** The same script: quantiles of rows clustered by user, and a prior N(0, 0.3²) by quadrature. */
  @Test
  void tellsQuantilesOfRowsAndChancesUnderAPrior() throws IOException {
    CommandRun run =
        CommandRun.of(
            "analyze",
            "--data",
            SAMPLE.toString(),
            "--unit",
            "user",
            "--variant",
            "variant",
            "--control",
            "old",
            "--metric",
            "minutes",
            "--metric",
            "minutes:quantile/0.5",
            "--metric",
            "minutes:quantile/0.9",
            "--covariate",
            "minutes_before",
            "--planned",
            "400",
            "--prior",
            "0.3",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertAgrees(run.document(), reference("analyze-rows-reference.json"), 1e-9, "");
  }

  private static JsonNode reference(String name) throws IOException {
    try (InputStream resource = AnalyzeCommandTest.class.getResourceAsStream(name)) {
      return Json.mapper().readTree(resource);
    }
  }

  /** By hand: of 0, 1, …, 9 and 1000 the 90 % quantile (type 7) is 9. */
  @Test
  void oneEnormousUnitNoLongerDecides() throws IOException {
    List<String> lines = new ArrayList<>(List.of("u,v,x,once"));
    for (int unit = 0; unit < 10; unit++) {
      lines.add(unit + "," + (unit % 2 == 0 ? "a" : "b") + "," + unit + ",1");
    }
    lines.add("10,b,1000,1");
    Path table = table(lines.toArray(String[]::new));
    CommandRun run =
        analyze(table, "--metric", "x", "--metric", "once:proportion", "--winsorize", "0.9");
    assertThat(run.out())
        .contains("winsorized at the 0.9 quantile: values of 1 units taken to be 9");
    JsonNode metrics =
        analyze(
                table,
                "--metric",
                "x",
                "--metric",
                "once:proportion",
                "--winsorize",
                "0.9",
                "--json")
            .document()
            .path("metrics");
    // (1 + 3 + 5 + 7 + 9 + 9) / 6
    assertThat(metrics.path(0).path("variants").path(0).path("value").asDouble())
        .isCloseTo(34 / 6.0, within(1e-12));
    assertThat(metrics.path(1).has("winsorized")).isFalse();
  }

  /** By hand, of p and q: Holm's are 2 · min and max, Benjamini and Hochberg's 2 · min and max. */
  @Test
  void tellsEveryPAmongThoseOfAllMetricsAndVariants() throws IOException {
    Path table = table("u,v,x", "1,a,1", "2,a,2", "3,b,4", "4,b,8", "5,c,2", "6,c,3");
    CommandRun run = analyze(table, "--metric", "x", "--json");
    JsonNode variants = run.document().path("metrics").path(0).path("variants");
    double first = variants.path(0).path("p").asDouble();
    double second = variants.path(1).path("p").asDouble();
    double smaller = Math.min(1, 2 * Math.min(first, second));
    double larger = Math.max(first, second);
    for (JsonNode variant : variants) {
      boolean isSmaller = variant.path("p").asDouble() < larger;
      JsonNode adjusted = variant.path("adjustedP");
      assertThat(adjusted.path("holm").asDouble())
          .isCloseTo(isSmaller ? smaller : Math.max(smaller, larger), within(1e-12));
      assertThat(adjusted.path("benjaminiHochberg").asDouble())
          .isCloseTo(isSmaller ? Math.min(smaller, larger) : larger, within(1e-12));
    }
    assertThat(analyze(table, "--metric", "x").out()).contains("p among 2 tests: ");
    CommandRun alone = analyze(table("u,v,x", "1,a,1", "2,a,2", "3,b,4", "4,b,8"), "--metric", "x");
    assertThat(alone.out()).doesNotContain("p among");
  }

  @Test
  void namesTheFieldsOfTheContractInItsOrder() {
    JsonNode document = analyzeSample(SAMPLE).document();
    assertThat(names(document)).startsWith("srm", "metrics");
    assertThat(names(document.path("srm"))).startsWith("chiSquare", "p", "healthy");
    JsonNode metric = document.path("metrics").path(0);
    assertThat(names(metric)).containsExactly("name", "kind", "control", "variants");
    assertThat(names(metric.path("control"))).containsExactly("name", "n", "value");
    assertThat(names(metric.path("variants").path(0)))
        .containsSubsequence(
            "name",
            "n",
            "value",
            "status",
            "difference",
            "relativeLift",
            "standardError",
            "interval",
            "p",
            "alwaysValidInterval",
            "chanceToBeatControl",
            "cuped");
    assertThat(names(metric.path("variants").path(0).path("cuped")))
        .containsSubsequence("difference", "standardError", "interval", "varianceReduction");
  }

  @Test
  void readsGzipAsItIs() throws IOException {
    Path zipped = folder.resolve("experiment.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      Files.copy(SAMPLE, out);
    }
    assertThat(analyzeSample(zipped).document()).isEqualTo(analyzeSample(SAMPLE).document());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void orderOfTheRowsDoesNotMatter(long seed) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(SAMPLE));
    Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
    Path shuffled = Files.write(folder.resolve("shuffled.csv"), lines);
    assertAgrees(analyzeSample(shuffled).document(), analyzeSample(SAMPLE).document(), 1e-9, "");
  }

  @Test
  void reducesRowsDropsUnitsInTwoVariantsAndCountsThem() throws IOException {
    Path table =
        table(
            "u,v,x,d",
            "1,a,1,0",
            "1,a,2,1",
            "2,a,5,0",
            "3,b,4,1",
            "4,b,8,0",
            "5,a,100,1",
            "5,b,100,1",
            "5,b,1,1");
    JsonNode document =
        analyze(table, "--metric", "x", "--metric", "d:proportion", "--json").document();
    assertThat(document.path("rows").asInt()).isEqualTo(8);
    assertThat(document.path("units").asInt()).isEqualTo(4);
    assertThat(document.path("droppedUnits").asInt()).isEqualTo(1);
    assertThat(document.path("untrustworthy").path(0).asText()).isEqualTo("switchers");
    JsonNode sum = document.path("metrics").path(0);
    assertThat(sum.path("kind").asText()).isEqualTo("mean");
    assertThat(sum.path("control").path("value").asDouble()).isEqualTo(4);
    assertThat(sum.path("variants").path(0).path("value").asDouble()).isEqualTo(6);
    assertThat(sum.path("variants").path(0).path("cuped").isNull()).isTrue();
    JsonNode largest = document.path("metrics").path(1);
    assertThat(largest.path("control").path("value").asDouble()).isEqualTo(0.5);
    assertThat(analyze(table, "--metric", "x").out())
        .startsWith("WARNING: 1 of 5 units were seen in more than one variant");
  }

  @Test
  void warnsOfASampleRatioMismatchFirst() throws IOException {
    List<String> lines = new ArrayList<>(List.of("u,v,x"));
    for (int unit = 0; unit < 300; unit++) {
      lines.add(unit + "," + (unit < 200 ? "a" : "b") + "," + unit % 7);
    }
    Path table = Files.write(folder.resolve("table.csv"), lines);
    CommandRun run = analyze(table, "--metric", "x");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("WARNING: sample ratio mismatch");
    assertThat(run.out()).contains("inconclusive: sample-ratio-mismatch");
    JsonNode broken = analyze(table, "--metric", "x", "--json").document().path("metrics").path(0);
    assertThat(broken.path("control").path("value").asDouble()).isPositive();
    JsonNode compared = broken.path("variants").path(0);
    assertThat(compared.path("value").asDouble()).isPositive();
    assertThat(compared.path("status").asText()).isEqualTo("inconclusive");
    assertThat(compared.path("reason").asText()).isEqualTo("sample-ratio-mismatch");
    for (String nothing : List.of("difference", "interval", "p", "alwaysValidInterval", "cuped")) {
      assertThat(compared.path(nothing).isNull()).as(nothing).isTrue();
    }
    JsonNode asPlanned =
        analyze(table, "--metric", "x", "--expected", "a=2,b=1", "--json").document();
    assertThat(asPlanned.path("srm").path("chiSquare").asDouble()).isZero();
    assertThat(asPlanned.path("srm").path("healthy").asBoolean()).isTrue();
    JsonNode absent =
        analyze(table, "--metric", "x", "--expected", "a=2,b=1,c=1", "--json").document();
    assertThat(absent.path("srm").path("healthy").asBoolean()).isFalse();
    JsonNode closed = analyze(table, "--metric", "x", "--expected", "a=1,b=0", "--json").document();
    assertThat(closed.path("srm").path("chiSquare").isNull()).isTrue();
    assertThat(closed.path("srm").path("p").asDouble()).isZero();
  }

  @Test
  void saysWhichNumberOfPlannedUnitsIsAssumed() {
    CommandRun assumed =
        CommandRun.of(
            "analyze",
            "--data",
            SAMPLE.toString(),
            "--unit",
            "user",
            "--variant",
            "variant",
            "--control",
            "old",
            "--metric",
            "minutes");
    assertThat(assumed.out())
        .contains("N* = 5,000 units, which is assumed", "if this is the one planned look");
    assertThat(assumed.err()).isEqualToIgnoringNewLines("read 600 rows");
  }

  @Test
  void aVariantOfOneUnitIsInconclusiveAndToldOf() throws IOException {
    Path table = table("u,v,x", "1,a,1", "2,a,2", "3,b,4", "4,b,8", "5,c,1");
    CommandRun some = analyze(table, "--metric", "x", "--json");
    assertThat(some.code()).isZero();
    assertThat(some.err()).contains("variant c has one unit");
    JsonNode variants = some.document().path("metrics").path(0).path("variants");
    assertThat(variants.path(0).path("status").asText()).isEqualTo("estimate");
    assertThat(variants.path(1).path("status").asText()).isEqualTo("inconclusive");
    assertThat(variants.path(1).path("reason").asText()).isEqualTo("too-few-users");
    assertThat(variants.path(1).path("value").asDouble()).isEqualTo(1);
    assertThat(variants.path(1).path("p").isNull()).isTrue();

    CommandRun none = analyze(table("u,v,x", "1,a,1", "2,a,2", "3,b,4"), "--metric", "x");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("variant b has one unit");
    assertThat(none.out()).contains("inconclusive: too-few-users");
  }

  @Test
  void missingCovariatesAreAllowedAndDifferingOnesAreNot() throws IOException {
    Path table =
        table("u,v,x,c", "1,a,1,", "1,a,1,2", "2,a,2,3", "3,a,4,4", "4,b,5,", "5,b,7,6", "6,b,5,5");
    CommandRun run = analyze(table, "--metric", "x", "--covariate", "c", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.document().path("metrics").path(0).path("variants").path(0).path("cuped"))
        .isNotEmpty();
    CommandRun differing =
        analyze(table("u,v,x,c", "1,a,1,2", "1,a,1,3"), "--metric", "x", "--covariate", "c");
    assertThat(differing.code()).isEqualTo(1);
    assertThat(differing.err()).contains("line 3: c is 3.0 here and 2.0 in an earlier row");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x:median      | a | 2 | what follows the column is :mean, :proportion, :ratio/DENOMINATOR",
        "x:quantile/1  | a | 2 | metric x: a quantile lies between 0 and 1, such as 0.5, was 1.0",
        "x:quantile/p  | a | 2 | metric x:quantile/p: p is no number",
        "y:quantile/0.5| a | 2 | table.csv has no column y",
        "d:quantile/0.5| a | 1 | line 5: d is no number: many",
        "x --prior 0   | a | 2 | prior: a standard deviation above 0, such as 0.3, was 0.0",
        "y             | a | 2 | table.csv has no column y; there are u, v, x, d",
        "x:ratio/n     | a | 2 | table.csv has no column n",
        "x             | z | 2 | the control z is not among them",
        "x:proportion  | a | 1 | line 4: x is 2.5; the values of a proportion are 0 and 1",
        "d             | a | 1 | line 5: d is no number: many",
        "x:ratio/d     | a | 1 | line 5: d is no number: many",
        "x --expected a=1     | a | 2 | b has no expected weight",
        "x --expected a=1,b=x | a | 2 | --expected",
        "x --expected a=1,b=-1| a | 2 | the expected weight of b is -1.0",
        "x --winsorize 99 | a | 2 | winsorize: a quantile between 0 and 1, such as 0.99, was 99.0",
        "x --planned 0 | a | 2 | planned users: at least 1",
        "x --metric x  | a | 2 | each of them once",
        "x --covariate q      | a | 2 | has no column q",
      })
  void wrongUsageAndWrongDataAreToldApart(String metric, String control, int code, String message)
      throws IOException {
    Path table = table("u,v,x,d", "1,a,1,1", "2,b,0,1", "3,a,2.5,0", "4,b,1,many");
    List<String> arguments =
        new ArrayList<>(
            List.of("analyze", "--data", table.toString(), "--unit", "u", "--variant", "v"));
    arguments.addAll(List.of("--control", control, "--metric"));
    arguments.addAll(List.of(metric.split(" ")));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void wrongTablesAreErrors() throws IOException {
    assertThat(analyze(folder.resolve("absent.csv"), "--metric", "x").code()).isEqualTo(2);
    CommandRun alone = analyze(table("u,v,x", "1,a,1", "2,a,2"), "--metric", "x");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("there is nothing to compare");
    CommandRun empty = analyze(table("u,v,x"), "--metric", "x");
    assertThat(empty.code()).isEqualTo(1);
    assertThat(empty.err()).contains("there is no row below the header");
    CommandRun nameless = analyze(table("u,v,x", "1,a,1", " ,a,2"), "--metric", "x");
    assertThat(nameless.err()).contains("line 3: u is empty");
    CommandRun blank = analyze(table("u,v,x", "1,a,1", "2,a,"), "--metric", "x");
    assertThat(blank.err()).contains("line 3: x is empty, not a number");
    String[] lines = new String[102];
    lines[0] = "u,v,x";
    for (int unit = 1; unit < lines.length; unit++) {
      lines[unit] = unit + "," + unit + ",1";
    }
    CommandRun mistaken = analyze(table(lines), "--metric", "x");
    assertThat(mistaken.code()).isEqualTo(1);
    assertThat(mistaken.err()).contains("v has more than 100 values");
  }

  private static CommandRun analyzeSample(Path file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--data", file.toString()));
    arguments.addAll(List.of("--unit", "user", "--variant", "variant", "--control", "old"));
    arguments.addAll(List.of("--metric", "minutes", "--metric", "returned:proportion"));
    arguments.addAll(List.of("--metric", "minutes:ratio/sessions"));
    arguments.addAll(List.of("--covariate", "minutes_before", "--expected", "old=1,new=1.2"));
    arguments.addAll(List.of("--planned", "400", "--json"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static CommandRun analyze(Path table, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("analyze", "--data", table.toString(), "--unit", "u", "--variant", "v"));
    arguments.addAll(List.of("--control", "a"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path table(String... lines) throws IOException {
    return Files.write(folder.resolve("table.csv"), List.of(lines));
  }

  /** Every field that is expected is there and the same, numbers but for a relative error. */
  private static void assertAgrees(
      JsonNode actual, JsonNode expected, double tolerance, String where) {
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        if (!field.getKey().equals("origin")) {
          String path = where + "/" + field.getKey();
          assertAgrees(actual.path(field.getKey()), field.getValue(), tolerance, path);
        }
      }
    } else if (expected.isArray()) {
      assertThat(actual).as(where).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertAgrees(actual.path(i), expected.path(i), tolerance, where + "/" + i);
      }
    } else if (expected.isDouble()) {
      assertThat(actual.asDouble(Double.NaN))
          .as(where)
          .isCloseTo(expected.asDouble(), within(tolerance * Math.abs(expected.asDouble())));
    } else {
      assertThat(actual).as(where).isEqualTo(expected);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}

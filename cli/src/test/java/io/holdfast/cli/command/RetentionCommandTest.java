package io.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionCommandTest {
  private static final Path SAMPLE = Path.of("../docs/samples/events.csv");

  @TempDir Path folder;

  /** An event of the sample. */
  private record Event(String user, Instant time, String name) {}

  @ParameterizedTest
  @CsvSource({
    "first-time, rolling,  UTC,              , ",
    "first-time, calendar, UTC,              , ",
    "first-time, calendar, Europe/Berlin,    visit, play",
    "first-time, rolling,  America/New_York, play,  visit",
    "recurring,  rolling,  UTC,              visit, play",
    "recurring,  calendar, Europe/Berlin,    , ",
  })
  void agreesWithCountingUserByUser(
      String cohort, String windows, String zone, String start, String returning)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("retention", "--events", SAMPLE.toString(), "--period", "day", "--json"));
    arguments.addAll(List.of("--cohort", cohort, "--measure", "on", "--windows", windows));
    arguments.addAll(List.of("--zone", zone, "--event", "event"));
    if (start != null) {
      arguments.addAll(List.of("--start", start, "--return", returning));
    }
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode cohorts = run.document().path("cohorts");
    List<String> expected =
        count(cohort.equals("recurring"), windows, ZoneId.of(zone), start, returning);
    assertThat(cohorts).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(numbers(cohorts.path(i))).as("cohort %d", i).isEqualTo(expected.get(i));
    }
  }

  /** Brute force: for each day of the zone, each user and each k, look at every event. */
  private static List<String> count(
      boolean recurring, String windows, ZoneId zone, String start, String returning)
      throws IOException {
    List<Event> events =
        Files.readAllLines(SAMPLE).stream()
            .skip(1)
            .map(line -> line.split(","))
            .map(field -> new Event(field[0], Instant.parse(field[1]), field[2]))
            .sorted((a, b) -> a.time().compareTo(b.time()))
            .toList();
    Instant watermark = events.getLast().time();
    Map<String, List<Instant>> starts = new TreeMap<>();
    events.stream()
        .filter(event -> start == null || event.name().equals(start))
        .forEach(
            event ->
                starts.computeIfAbsent(event.user(), _ -> new ArrayList<>()).add(event.time()));
    Instant first = starts.values().stream().map(List::getFirst).min(Instant::compareTo).get();
    ZonedDateTime day0 = first.atZone(zone).truncatedTo(ChronoUnit.DAYS);
    int days = (int) ChronoUnit.DAYS.between(day0, watermark.atZone(zone)) + 1;
    List<String> cohorts = new ArrayList<>();
    for (int c = 0; c < days; c++) {
      ZonedDateTime from = day0.plusDays(c);
      int size = 0;
      int[] returned = new int[days - c];
      int[] matured = new int[days - c];
      for (Map.Entry<String, List<Instant>> user : starts.entrySet()) {
        List<Instant> candidates = recurring ? user.getValue() : user.getValue().subList(0, 1);
        Instant end = from.plusDays(1).toInstant();
        Instant anchor =
            candidates.stream()
                .filter(time -> !time.isBefore(from.toInstant()) && time.isBefore(end))
                .findFirst()
                .orElse(null);
        if (anchor == null) {
          continue;
        }
        size++;
        for (int k = 0; k < returned.length; k++) {
          boolean rolling = windows.equals("rolling");
          Instant low =
              rolling ? anchor.plus(Duration.ofHours(24L * k)) : from.plusDays(k).toInstant();
          Instant open = low.isBefore(anchor) ? anchor : low;
          Instant close =
              rolling ? low.plus(Duration.ofHours(24)) : from.plusDays(k + 1).toInstant();
          matured[k] += close.isAfter(watermark) ? 0 : 1;
          returned[k] +=
              events.stream()
                      .anyMatch(
                          event ->
                              event.user().equals(user.getKey())
                                  && (returning == null || event.name().equals(returning))
                                  && !event.time().isBefore(open)
                                  && event.time().isBefore(close))
                  ? 1
                  : 0;
        }
      }
      cohorts.add(from.toInstant() + " " + size + " " + list(returned) + " " + list(matured));
    }
    return cohorts;
  }

  @Test
  void namesTheFieldsOfTheContractInItsOrder() {
    JsonNode document = sample(SAMPLE, "--measure", "on", "--json").document();
    assertThat(names(document)).startsWith("period", "cohort", "measure", "cohorts");
    assertThat(names(document.path("cohorts").path(0)))
        .startsWith("start", "size", "returned", "matured");
    assertThat(document.path("period").asText()).isEqualTo("day");
    assertThat(document.path("cohort").asText()).isEqualTo("first-time");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfTheRowsDoesNotMatter(long seed) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(SAMPLE));
    Collections.shuffle(lines.subList(1, lines.size()), new Random(seed));
    Path shuffled = Files.write(folder.resolve("shuffled.csv"), lines);
    assertThat(sample(shuffled, "--measure", "on-or-after", "--json").out())
        .isEqualTo(sample(SAMPLE, "--measure", "on-or-after", "--json").out());
  }

  @Test
  void everyPeriodFromTheFirstOneHasItsCohort() throws IOException {
    Path events = table("1,2026-01-05T10:00:00Z", "2,2026-01-07T10:00:00Z");
    JsonNode cohorts =
        sample(events, "--measure", "on", "--first", "2026-01-04", "--periods", "5", "--json")
            .document()
            .path("cohorts");
    assertThat(cohorts).hasSize(5);
    assertThat(numbers(cohorts.path(0))).startsWith("2026-01-04T00:00:00Z 0 [0, 0, 0, 0, 0]");
    assertThat(numbers(cohorts.path(1)))
        .isEqualTo("2026-01-05T00:00:00Z 1 [1, 0, 0, 0] [1, 1, 0, 0]");
    assertThat(numbers(cohorts.path(4))).isEqualTo("2026-01-08T00:00:00Z 0 [0] [0]");
    assertThat(cohorts.path(1).path("retention").toString()).isEqualTo("[1.0,0.0,null,null]");
  }

  @Test
  void datesOfTheFirstCohortAreMeantInTheZone() throws IOException {
    Path events = table("1,2026-01-05T03:00:00Z", "2,2026-01-07T10:00:00Z");
    JsonNode document =
        sample(
                events,
                "--measure",
                "on",
                "--first",
                "2026-01-04",
                "--zone",
                "America/New_York",
                "--json")
            .document();
    assertThat(document.path("cohorts").path(0).path("start").asText())
        .isEqualTo("2026-01-04T05:00:00Z");
    assertThat(document.path("cohorts").path(0).path("size").asInt()).isEqualTo(1);
  }

  @Test
  void readsEveryFormOfTime() throws IOException {
    Path events =
        table(
            "1,1767607200",
            "2,1767607200000",
            "3,2026-01-05T10:00:00Z",
            "4,2026-01-05 11:00:00+01:00",
            "5,2026-01-05T10:00:00.000",
            "6,2026-01-05");
    JsonNode cohorts = sample(events, "--measure", "on", "--json").document().path("cohorts");
    assertThat(cohorts).hasSize(1);
    assertThat(cohorts.path(0).path("size").asInt()).isEqualTo(6);
  }

  @Test
  void brackets() throws IOException {
    Path events =
        table(
            "1,2026-01-05T00:00:00Z",
            "1,2026-01-08T00:00:00Z",
            "2,2026-01-05T00:00:00Z",
            "2,2026-01-10T00:00:00Z");
    JsonNode cohort =
        sample(events, "--measure", "bracket", "--bracket", "2,4", "--periods", "1", "--json")
            .document()
            .path("cohorts")
            .path(0);
    assertThat(numbers(cohort)).isEqualTo("2026-01-05T00:00:00Z 2 [1] [2]");
  }

  @Test
  void printsATriangleForPeople() {
    CommandRun run = sample(SAMPLE, "--measure", "on");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("first-time cohorts by day, retention on", "2026-03-02", "100.0 %", "all");
    assertThat(run.err()).contains("read 600 rows of 80 users");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--measure sometimes                 | 2 | on, on-or-after or bracket",
        "--measure bracket                   | 2 | needs --bracket A,B",
        "--measure bracket --bracket 4,2     | 2 | not a range of periods",
        "--measure on --bracket 1,2          | 2 | belongs to --measure bracket",
        "--measure on --windows square       | 2 | square",
        "--measure on --zone Mars            | 2 | Mars",
        "--measure on --week-start friday    | 2 | monday or sunday",
        "--measure on --first yesterday      | 2 | no time: yesterday",
        "--measure on --periods 0            | 2 | 0 periods",
        "--measure on --start visit          | 2 | column of events",
        "--measure on --event name           | 2 | has no column name; there are user, time, event",
        "--measure on --event event --start signup | 2 | no event is called signup; there are",
        "--measure on --user id              | 2 | has no column id",
        "--measure on --time event           | 1 | line 2: event is no time: ",
      })
  void wrongUsageAndWrongDataAreToldApart(String options, int code, String message) {
    CommandRun run = sample(SAMPLE, options.split(" +"));
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void tellsOfAReturnThatNeverHappens() {
    CommandRun run =
        sample(SAMPLE, "--measure", "on", "--event", "event", "--return", "purchase", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("no event is called purchase");
  }

  @Test
  void tooManyPeriodsAreRefused() throws IOException {
    Path events = table("1,1970-01-01", "2,2026-01-05");
    CommandRun run = sample(events, "--measure", "on");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("More than 3660 periods of a day");
    assertThat(sample(folder.resolve("absent"), "--measure", "on").code()).isEqualTo(2);
  }

  private static CommandRun sample(Path events, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("retention", "--events", events.toString(), "--period", "day"));
    arguments.addAll(List.of("--cohort", "first-time"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path table(String... rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,time"));
    lines.addAll(List.of(rows));
    return Files.write(folder.resolve("events.csv"), lines);
  }

  private static String numbers(JsonNode cohort) {
    return String.join(
        " ",
        cohort.path("start").asText(),
        cohort.path("size").asText(),
        list(cohort.path("returned")),
        list(cohort.path("matured")));
  }

  private static String list(JsonNode numbers) {
    return list(IntStream.range(0, numbers.size()).map(i -> numbers.path(i).asInt()).toArray());
  }

  private static String list(int[] numbers) {
    return IntStream.of(numbers).boxed().toList().toString();
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}

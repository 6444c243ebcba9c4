package io.holdfast.recommender.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.recommender.domain.PopularityCounts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReadPopularityTest {
  private static final Instant NOW = Instant.parse("2026-03-15T12:30:00Z");
  private static final Window DAY = Window.parse("1d");

  private final Pace pace = new Pace();
  private final Table table = new Table();

  @Test
  void manySlicesAreReadAsOne() throws Exception {
    for (int item = 0; item < 10; item++) {
      table.put("item-" + item, "{\"country\": \"NL\"}", item + 1);
      table.put("item-" + item, "{\"country\": \"DE\"}", 1);
    }
    // Large only when all slices are added up.
    table.put("item-0", "{\"country\": \"FR\"}", 9);
    WindowCounts counts = read(2).windows().get(DAY);
    assertThat(counts.items().ids()).hasSize(10).isSorted();
    assertThat(counts.users()).containsExactly(11, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(counts.shares(Map.of("country", "NL"), 1)).isPresent();
    assertThat(counts.shares(Map.of("country", "DE"), 1)).isPresent();
    assertThat(counts.shares(Map.of("country", "FR"), 1)).isEmpty();
  }

  /** Each slice brings more segments than are remembered. */
  @Test
  void smallSegmentsAreForgottenAndLargeOnesKept() throws Exception {
    for (int item = 0; item < 9; item++) {
      table.put("item-" + item, "{\"country\": \"NL\"}", 5);
      for (int small = 0; small < 7; small++) {
        table.put("item-" + item, "{\"country\": \"S%d-%d\"}".formatted(item, small), 1);
      }
    }
    WindowCounts counts = read(1).windows().get(DAY);
    assertThat(counts.users()).hasSize(9).containsOnly(12);
    assertThat(counts.shares(Map.of("country", "NL"), 1)).isPresent();
    assertThat(counts.shares(Map.of("country", "S0-0"), 1)).isEmpty();
  }

  @Test
  void nothingCountedIsNothingRead() throws Exception {
    assertThat(read(2).windows().get(DAY).items().size()).isZero();
  }

  @Test
  void endsWhenItIsToStop() {
    table.put("item", "{}", 1);
    pace.stop();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> read(2));
  }

  private PopularitySnapshot read(int mostSegments) throws InterruptedException {
    PopularitySettings settings =
        new PopularitySettings(
            new TreeSet<>(Set.of(DAY)),
            Duration.ofHours(24),
            Duration.ofDays(7),
            Set.of("click"),
            List.of("country"),
            mostSegments,
            1,
            Duration.ofDays(1),
            Duration.ofSeconds(1));
    return new ReadPopularity(table, settings, pace, 1).read(NOW);
  }

  /** Counts of one bucket, three items a slice. */
  private static final class Table implements PopularityCounts {
    private final NavigableMap<String, Map<String, Long>> counts = new TreeMap<>();

    void put(String item, String segment, long users) {
      counts.computeIfAbsent(item, unmet -> new TreeMap<>()).put(segment, users);
    }

    private NavigableMap<String, Map<String, Long>> of(Slice slice) {
      NavigableMap<String, Map<String, Long>> tail = counts.tailMap(slice.after(), false);
      return slice.until() == null ? tail : tail.headMap(slice.until(), true);
    }

    @Override
    public Uni<Slice> slice(String after) {
      List<String> left = List.copyOf(counts.tailMap(after, false).keySet());
      return Uni.createFrom().item(new Slice(after, left.size() > 3 ? left.get(2) : null));
    }

    @Override
    public Uni<List<SegmentUsers>> segments(Slice slice, int most) {
      Map<String, Long> sums = new TreeMap<>();
      of(slice)
          .values()
          .forEach(row -> row.forEach((segment, users) -> sums.merge(segment, users, Long::sum)));
      return Uni.createFrom()
          .item(
              sums.entrySet().stream()
                  .map(entry -> new SegmentUsers(entry.getKey(), entry.getValue()))
                  .sorted(Collections.reverseOrder((a, b) -> Long.compare(a.users(), b.users())))
                  .limit(most)
                  .toList());
    }

    @Override
    public Uni<Void> read(
        Slice slice, List<Period> periods, List<String> segments, Consumer<Count> each) {
      of(slice)
          .forEach(
              (item, row) ->
                  row.forEach(
                      (segment, users) -> {
                        long[] sums = new long[periods.size()];
                        sums[0] = users;
                        each.accept(
                            new Count(
                                item, segments.contains(segment) ? parsed(segment) : null, sums));
                      }));
      return Uni.createFrom().voidItem();
    }

    private static Map<String, String> parsed(String segment) {
      String[] parts = segment.replaceAll("[{}\" ]", "").split(":");
      return parts.length == 2 ? Map.of(parts[0], parts[1]) : Map.of();
    }

    @Override
    public Uni<Boolean> countMore(Rules rules, Instant now) {
      return Uni.createFrom().item(false);
    }

    @Override
    public Uni<Void> tidy(Rules rules, Instant now) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Long> position() {
      return Uni.createFrom().item(0L);
    }
  }
}

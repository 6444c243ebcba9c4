package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.contracts.event.ServedItem;
import io.holdfast.recommender.serving.TeamDraft.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What makes team draft fair, over many seeded rankings. */
class TeamDraftTest {
  private static final int RUNS = 2_000;

  private static Ranking ranking(String team, List<String> items) {
    return new Ranking(
        team,
        IntStream.range(0, items.size())
            .mapToObj(k -> new ServedItem(items.get(k), k, -k, null, null))
            .toList());
  }

  private static List<String> shuffled(Random random, int catalogue, int size) {
    List<String> items = new ArrayList<>();
    for (int item = 0; item < catalogue; item++) {
      items.add("i" + item);
    }
    Collections.shuffle(items, random);
    return items.subList(0, size);
  }

  private static UUID id(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static List<String> ids(List<ServedItem> items) {
    return items.stream().map(ServedItem::itemId).toList();
  }

  private static long size(List<ServedItem> items, String team) {
    return items.stream().filter(item -> team.equals(item.team())).count();
  }

  @Test
  void bothTeamsDraftInTurnAndKeepTheirOwnOrder() {
    Random random = new Random(1);
    for (int run = 0; run < RUNS; run++) {
      List<String> one = shuffled(random, 15, 10);
      List<String> other = shuffled(random, 15, 10);
      List<ServedItem> mix = TeamDraft.mix(ranking("a", one), ranking("b", other), 10, id(random));

      assertThat(ids(mix)).hasSize(10).doesNotHaveDuplicates();
      assertThat(mix)
          .extracting(ServedItem::position)
          .isEqualTo(IntStream.range(0, 10).boxed().toList());
      for (int round = 2; round <= 10; round += 2) {
        List<ServedItem> drafted = mix.subList(0, round);
        assertThat(size(drafted, "a")).isEqualTo(size(drafted, "b"));
      }
      assertThat(places(mix, "a", one)).isSorted();
      assertThat(places(mix, "b", other)).isSorted();
    }
  }

  private static List<Integer> places(List<ServedItem> mix, String team, List<String> ranking) {
    return mix.stream()
        .filter(item -> team.equals(item.team()))
        .map(item -> ranking.indexOf(item.itemId()))
        .toList();
  }

  @Test
  void identicalRankingsShareEveryPositionEvenly() {
    Random random = new Random(2);
    List<String> items = shuffled(random, 10, 9);
    int[] first = new int[9];
    for (int run = 0; run < 10_000; run++) {
      List<ServedItem> mix = TeamDraft.mix(ranking("a", items), ranking("b", items), 9, id(random));
      assertThat(ids(mix)).isEqualTo(items);
      for (int k = 0; k < 9; k++) {
        first[k] += mix.get(k).team().equals("a") ? 1 : 0;
      }
    }
    for (int count : first) {
      assertThat(count / 10_000.0).isCloseTo(0.5, within(0.02));
    }
  }

  @Test
  void theSameRequestGivesTheSameMix() {
    Random random = new Random(3);
    Ranking one = ranking("a", shuffled(random, 30, 20));
    Ranking other = ranking("b", shuffled(random, 30, 20));
    UUID request = id(random);

    assertThat(TeamDraft.mix(one, other, 20, request))
        .isEqualTo(TeamDraft.mix(one, other, 20, request));
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(k -> TeamDraft.mix(one, other, 20, id(random)))
                .distinct()
                .count())
        .isGreaterThan(1);
  }

  @Test
  void whatOnlyOneRankingHasLeftFollowsWithoutATeam() {
    List<ServedItem> mix =
        TeamDraft.mix(
            ranking("a", List.of("x")),
            ranking("b", List.of("p", "q", "r", "s")),
            4,
            new UUID(1, 2));

    assertThat(ids(mix)).hasSize(4).contains("x", "p", "q", "r");
    assertThat(mix.subList(2, 4)).extracting(ServedItem::team).containsOnlyNulls();
    assertThat(mix.subList(0, 2)).extracting(ServedItem::team).containsExactlyInAnyOrder("a", "b");
  }
}

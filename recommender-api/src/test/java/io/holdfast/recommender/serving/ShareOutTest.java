package io.holdfast.recommender.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ServedItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders worked out by hand from the rule in {@link ShareOut}. */
class ShareOutTest {

  @Test
  void placesFollowTheShares() {
    // Lags at place p: 0.8(p+1) - a against 0.2(p+1) - b. The second one leads first at p = 2:
    // 2.4 - 2 < 0.6, and again at p = 7: 6.4 - 6 < 1.6 - 1.
    assertThat(mix(10, part(0.8, "abcdefghij"), part(0.2, "vwxyz"))).isEqualTo("abvcdefwgh");
    assertThat(mix(6, part(1, "abc"), part(1, "xyz"))).isEqualTo("axbycz");
  }

  @Test
  void sharesCountRelativeToEachOther() {
    assertThat(mix(10, part(0.4, "abcdefghij"), part(0.1, "vwxyz"))).isEqualTo("abvcdefwgh");
  }

  @Test
  void anItemOfTwoRankingsComesOnceAndTheNextOneTakesItsPlace() {
    assertThat(mix(6, part(1, "abc"), part(1, "abz"))).isEqualTo("abcz");
    assertThat(ShareOut.mix(List.of(part(1, "abc"), part(1, "abz")), 6))
        .extracting(ShareOut.Placed::part)
        .containsExactly(0, 1, 0, 1);
    assertThat(mix(4, part(1, "abcd"), part(1, "bxyz"))).isEqualTo("abcx");
  }

  @Test
  void whoHasNothingLeftLeavesItsPlaces() {
    assertThat(mix(6, part(1, "a"), part(1, "uvwxyz"))).isEqualTo("auvwxy");
    assertThat(mix(3, part(1, ""), part(1, "uvw"))).isEqualTo("uvw");
    assertThat(mix(3, part(1, ""))).isEmpty();
  }

  @Test
  void itemsKeepTheirScoresAndGetPositions() {
    List<ServedItem> list =
        list(
            List.of(
                new ShareOut.Part(1, List.of(new ServedItem("a", 0, 3.5, 0.25, "control"))),
                new ShareOut.Part(1, List.of(new ServedItem("b", 0, 0.5, null, null)))),
            5);
    assertThat(list)
        .containsExactly(
            new ServedItem("a", 0, 3.5, null, "control"), new ServedItem("b", 1, 0.5, null, null));
  }

  @Test
  void nothingComesTwiceAndListsAreAsLongAsTheyCanBe() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      List<ShareOut.Part> parts = new ArrayList<>();
      Set<String> all = new HashSet<>();
      for (int k = 1 + random.nextInt(4); k > 0; k--) {
        List<ServedItem> items =
            random
                .ints(0, 30)
                .distinct()
                .limit(random.nextInt(12))
                .mapToObj(item -> item("i-" + item))
                .toList();
        parts.add(new ShareOut.Part(0.01 + random.nextDouble(), items));
        items.forEach(item -> all.add(item.itemId()));
      }
      int limit = 1 + random.nextInt(20);
      List<ServedItem> list = list(parts, limit);
      assertThat(list).hasSize(Math.min(limit, all.size()));
      assertThat(list).extracting(ServedItem::itemId).doesNotHaveDuplicates();
      assertThat(list.stream().mapToInt(ServedItem::position))
          .containsExactlyElementsOf(IntStream.range(0, list.size()).boxed().toList());
    }
  }

  @Test
  void twoRankingsAreNeverAPlaceFromTheirShares() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      double share = 0.01 + 0.98 * random.nextDouble();
      List<ServedItem> list =
          list(
              List.of(
                  new ShareOut.Part(share, items("a", 50)),
                  new ShareOut.Part(1 - share, items("b", 50))),
              50);
      int first = 0;
      for (int place = 1; place <= list.size(); place++) {
        first += list.get(place - 1).itemId().startsWith("a") ? 1 : 0;
        assertThat(first).isBetween((int) Math.floor(share * place), ceiling(share * place));
      }
    }
  }

  private static int ceiling(double number) {
    return (int) Math.ceil(number);
  }

  private static List<ServedItem> items(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(k -> item(prefix + k)).toList();
  }

  private static ShareOut.Part part(double share, String ids) {
    return new ShareOut.Part(
        share, ids.chars().mapToObj(id -> item(Character.toString(id))).toList());
  }

  private static ServedItem item(String id) {
    return new ServedItem(id, 0, 1, null, null);
  }

  private static String mix(int limit, ShareOut.Part... parts) {
    StringBuilder ids = new StringBuilder();
    list(List.of(parts), limit).forEach(item -> ids.append(item.itemId()));
    return ids.toString();
  }

  private static List<ServedItem> list(List<ShareOut.Part> parts, int limit) {
    return ShareOut.mix(parts, limit).stream().map(ShareOut.Placed::item).toList();
  }
}

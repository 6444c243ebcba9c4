package io.holdfast.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemTableTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final List<String> IDS = List.of("lamp", "chair", "song", "bare", "unlisted");

  private final ItemTable table = new ItemTable();

  ItemTableTest() {
    table.put(
        "lamp",
        item(
            List.of("home", "light"),
            NOW.minusSeconds(86_400),
            Map.of("price", 19.5, "fresh", true, "colours", List.of("red", "blue"))));
    table.put("chair", item(List.of("home"), NOW.minusSeconds(40 * 86_400L), Map.of("price", 99L)));
    table.put(
        "song",
        item(
            List.of("music"),
            null,
            Map.of("price", "free", "fresh", false, "released", "2026-11-20T00:00:00Z")));
    table.put("bare", item(List.of(), null, Map.of()));
    table.changed();
    table.numbers(io.holdfast.core.data.IdMap.of(List.of("unlisted")));
  }

  @Test
  void findsByEachType() {
    assertThat(select("category in ('light', 'music')")).containsExactly("lamp", "song");
    assertThat(select("category = 'home'")).containsExactly("lamp", "chair");
    assertThat(select("categories != 'light'")).containsExactly("chair", "song");
    assertThat(select("price < 20")).containsExactly("lamp");
    assertThat(select("price <= 19.5 or price > 98.5")).containsExactly("lamp", "chair");
    assertThat(select("price = 'free'")).containsExactly("song");
    assertThat(select("price in (99, 1)")).containsExactly("chair");
    assertThat(select("fresh = true")).containsExactly("lamp");
    assertThat(select("fresh != true")).containsExactly("song");
    assertThat(select("colours contains 'blue'")).containsExactly("lamp");
    assertThat(select("publishedAt > now()-30d")).containsExactly("lamp");
    assertThat(select("released > now()-1w")).containsExactly("song");
    assertThat(select("price > 'f' and price < 'g'")).containsExactly("song");
    assertThat(select("domain = 'shop'")).containsExactly("lamp", "chair", "song", "bare");
  }

  @Test
  void tellsWhatAnItemHas() {
    int[] lamp = table.categories(table.number("lamp"));
    int[] chair = table.categories(table.number("chair"));
    assertThat(lamp).hasSize(2).contains(chair[0]);
    assertThat(chair).hasSize(1);
    assertThat(table.categories(table.number("song"))).hasSize(1).doesNotContain(lamp);
    assertThat(table.categories(table.number("bare"))).isEmpty();
    assertThat(table.categories(table.number("nobody-knows"))).isEmpty();
    assertThat(table.publishedAt(table.number("lamp"))).isEqualTo(NOW.minusSeconds(86_400));
    assertThat(table.publishedAt(table.number("song"))).isNull();
    assertThat(table.publishedAt(table.number("nobody-knows"))).isNull();
    assertThat(table.knows("unlisted")).isTrue();
    assertThat(table.knows("nobody-knows")).isFalse();
  }

  @Test
  void aTestOfWhatAnItemLacksIsFalseAndNotTurnsIt() {
    assertThat(select("colours != 'red'")).isEmpty();
    assertThat(select("price != 99")).containsExactly("lamp");
    assertThat(select("not price = 99")).containsExactly("lamp", "song", "bare", "unlisted");
    assertThat(select("nothing exists")).isEmpty();
    assertThat(select("not nothing exists")).hasSize(5);
    assertThat(select("fresh exists")).containsExactly("lamp", "song");
  }

  @Test
  void listsByIdAllowAndDeny() {
    assertThat(select("itemId in ('lamp', 'unlisted', 'unheard-of')"))
        .containsExactly("lamp", "unlisted");
    assertThat(select("itemId not in ('lamp')"))
        .containsExactly("chair", "song", "bare", "unlisted");
  }

  @Test
  void followsChangesOfItems() {
    Filter cheap = Filter.parse("price < 20");
    assertThat(select(cheap, NOW)).containsExactly("lamp");
    table.put("chair", item(List.of("home"), NOW, Map.of("price", 5)));
    table.put("lamp", item(List.of("home"), NOW, Map.of("price", "sold")));
    table.changed();
    assertThat(select(cheap, NOW)).containsExactly("chair");
    assertThat(select(Filter.parse("colours exists"), NOW)).isEmpty();
  }

  @Test
  void followsTheTime() {
    Filter fresh = Filter.parse("publishedAt > now()-30d");
    assertThat(select(fresh, NOW)).containsExactly("lamp");
    assertThat(select(fresh, NOW.plusSeconds(30 * 86_400L))).isEmpty();
    assertThat(select(fresh, NOW.minusSeconds(30 * 86_400L))).containsExactly("lamp", "chair");
    assertThat(select(fresh, NOW.plusSeconds(29 * 86_400L - 1))).containsExactly("lamp");
    assertThat(select(fresh, NOW.plusSeconds(29 * 86_400L))).isEmpty();
  }

  @Test
  void anAnswerIsKeptWhileNothingChanges() {
    Filter fresh = Filter.parse("publishedAt > now()-30d");
    ItemSet first = table.select(fresh, NOW);
    assertThat(table.select(Filter.parse("publishedAt > now()-30d"), NOW.plusSeconds(60)))
        .isSameAs(first);
    table.changed();
    assertThat(table.select(fresh, NOW)).isNotSameAs(first);
  }

  @Test
  void showsWhatIsAvailableNow() {
    ItemAttributes at =
        new ItemAttributes(
            List.of(), List.of(), null, null, Map.of(), true, NOW, NOW.plusSeconds(60));
    ItemAttributes never =
        new ItemAttributes(List.of(), List.of(), null, null, Map.of(), false, null, null);
    table.put("lamp", at);
    table.put("song", never);
    table.changed();
    assertThat(shown(NOW.minusNanos(1000))).containsExactly("chair", "bare", "unlisted");
    assertThat(shown(NOW)).containsExactly("lamp", "chair", "bare", "unlisted");
    assertThat(shown(NOW.plusSeconds(59))).contains("lamp");
    assertThat(shown(NOW.plusSeconds(60))).doesNotContain("lamp");
    assertThat(table.shown(NOW).contains(table.number("unheard-of"))).isTrue();
    assertThat(table.shown(NOW).count()).isEqualTo(5);
  }

  @Test
  void thousandsOfItemsSpanPages() {
    for (int k = 0; k < 5000; k++) {
      table.put("item-" + k, item(List.of("many"), null, Map.of("rank", k)));
    }
    table.changed();
    assertThat(table.select(Filter.parse("category = 'many' and rank >= 4000"), NOW).count())
        .isEqualTo(1000);
    assertThat(table.select(Filter.parse("not category = 'many'"), NOW).count()).isEqualTo(6);
  }

  private List<String> select(String filter) {
    return select(Filter.parse(filter), NOW);
  }

  private List<String> select(Filter filter, Instant at) {
    return among(table.select(filter, at), IDS.stream());
  }

  private List<String> shown(Instant at) {
    return among(table.shown(at), IDS.stream());
  }

  private List<String> among(ItemSet set, Stream<String> ids) {
    return new ArrayList<>(ids.filter(id -> set.contains(table.number(id))).toList());
  }

  private static ItemAttributes item(
      List<String> categories, Instant publishedAt, Map<String, Object> attributes) {
    return new ItemAttributes(
        categories, List.of(), "shop", publishedAt, attributes, true, null, null);
  }
}

package io.holdfast.recommender.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.core.filter.Filter;
import io.holdfast.core.filter.FilterSyntaxException;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyScenarioTest {

  @Test
  void filterAndListsAreOneFilter() {
    assertThat(filter(null, null, null)).isNull();
    assertThat(filter("price < 20", null, null)).isEqualTo(Filter.parse("price < 20"));
    assertThat(filter(null, List.of("a", "it's"), null))
        .isEqualTo(Filter.parse("itemId in ('a', 'it''s')"));
    assertThat(filter(null, null, List.of("a"))).isEqualTo(Filter.parse("itemId not in ('a')"));
    assertThat(filter("price < 20", List.of("a"), List.of("b", "c")))
        .isEqualTo(Filter.parse("price < 20 and itemId in ('a') and itemId not in ('b', 'c')"));
  }

  @Test
  void aFilterThatIsNoneIsRefused() {
    assertThatThrownBy(() -> filter("price <", null, null))
        .isInstanceOf(FilterSyntaxException.class);
  }

  private static Filter filter(String filter, List<String> allow, List<String> deny) {
    ScenarioSettings settings =
        new ScenarioSettings(null, filter, allow, deny, null, 10, true, null, null, null);
    return new ReadyScenario(new Scenario("home", 2, settings)).filter();
  }
}

package io.holdfast.recommender.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.domain.ScenarioSettings;
import io.holdfast.recommender.domain.ScenarioVersion;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioViewTest {
  private final ScenarioView view =
      new ScenarioView(
          null,
          new ScenarioDefaults() {
            @Override
            public ScenarioSettings of(String name) {
              return name.equals("email") ? settings(4, null) : ScenarioSettings.STANDARD;
            }

            @Override
            public Set<String> names() {
              return Set.of("email");
            }
          });

  @Test
  void whatNobodyStoredIsAsConfigured() {
    assertThat(view.named("email").scenario().version()).isEqualTo(1);
    assertThat(view.named("email").settings().limit()).isEqualTo(4);
    assertThat(view.named("anything").settings()).isEqualTo(ScenarioSettings.STANDARD);
    assertThat(view.named("anything")).isSameAs(view.named("anything"));
  }

  @Test
  void aLaterVersionCountsAndAnEarlierOneDoesNot() {
    view.take(version(3, settings(30, null)));
    view.take(version(2, settings(20, null)));
    assertThat(view.named("email").scenario().version()).isEqualTo(3);
    assertThat(view.named("email").settings().limit()).isEqualTo(30);
    ReadyScenario before = view.named("email");
    view.take(version(3, settings(30, null)));
    assertThat(view.named("email")).isSameAs(before);
  }

  @Test
  void aDeletionGivesBackToTheConfigurationUnderAVersionOfItsOwn() {
    view.take(version(2, settings(20, null)));
    view.take(version(3, null));
    assertThat(view.named("email").scenario().version()).isEqualTo(3);
    assertThat(view.named("email").settings().limit()).isEqualTo(4);
  }

  @Test
  void whatCannotBeReadHereLeavesWhatWasInForce() {
    view.take(version(2, settings(20, "price < 20")));
    view.take(version(3, settings(30, "price of the future")));
    assertThat(view.named("email").scenario().version()).isEqualTo(2);
    view.take(version(4, settings(40, null)));
    assertThat(view.named("email").settings().limit()).isEqualTo(40);
  }

  private static ScenarioVersion version(int number, ScenarioSettings settings) {
    return new ScenarioVersion("email", number, settings, Instant.EPOCH, "ops");
  }

  private static ScenarioSettings settings(int limit, String filter) {
    return new ScenarioSettings(null, filter, null, null, null, limit, true, null, null, null);
  }
}

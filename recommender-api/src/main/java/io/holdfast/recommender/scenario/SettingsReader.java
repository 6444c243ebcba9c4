package io.holdfast.recommender.scenario;

import io.holdfast.contracts.problem.Violations;
import io.holdfast.recommender.domain.ScenarioSettings;
import java.util.Map;

/** Reads the settings that a variant's parameters tell, as those of a request are read. */
public interface SettingsReader {

  /**
   * What is told, over what was there.
   *
   * @param told settings by the names that the API has for them; other entries do not matter
   * @param standing the settings of what is not told
   * @param violations gets everything that is wrong; what is returned means nothing then
   */
  ScenarioSettings over(Map<String, Object> told, ScenarioSettings standing, Violations violations);
}

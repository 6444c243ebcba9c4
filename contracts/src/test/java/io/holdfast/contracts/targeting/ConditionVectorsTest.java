package io.holdfast.contracts.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.SharedData;
import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Section {@code evalCondition} of the public vectors that every GrowthBook SDK is tested by. */
final class ConditionVectorsTest {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<Map<String, List<Object>>> GROUPS = new TypeReference<>() {};

  @TestFactory
  List<DynamicTest> evalCondition() throws IOException {
    JsonNode vectors =
        Json.mapper()
            .readTree(SharedData.file("vectors/growthbook/cases.json").toFile())
            .path("evalCondition");
    assertThat(vectors.size()).isPositive();
    return vectors.valueStream().map(ConditionVectorsTest::test).toList();
  }

  private static DynamicTest test(JsonNode vector) {
    return DynamicTest.dynamicTest(
        vector.get(0).asText(),
        () -> {
          Map<String, Object> source = Json.mapper().convertValue(vector.get(1), MAP);
          Map<String, Object> attributes = Json.mapper().convertValue(vector.get(2), MAP);
          Map<String, List<Object>> groups =
              vector.has(4) ? Json.mapper().convertValue(vector.get(4), GROUPS) : Map.of();

          assertThat(Condition.of(source, groups).matches(attributes))
              .as(vector.toString())
              .isEqualTo(vector.get(3).booleanValue());
        });
  }
}

package io.holdfast.core.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.ModelKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCheckTest {

  @Test
  void printsNamesAndValues() throws IOException {
    Map<String, String> numbers = run("java");
    assertThat(numbers)
        .containsEntry("backend", "java")
        .containsEntry("kinds", String.join(",", ModelKinds.names()))
        .containsKeys("als.item.1", "als.score.10", "als.norm", "ease.item.10", "ease.norm")
        .hasSize(2 + 2 * 21);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "jblas"})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void everyProviderGivesTheSameNumbersToRounding(String provider) throws IOException {
    Map<String, String> expected = run("java");
    Map<String, String> actual = run(provider);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    actual.forEach(
        (name, value) -> {
          if (name.contains(".score.") || name.endsWith(".norm")) {
            assertThat(Double.parseDouble(value))
                .as(name)
                .isCloseTo(Double.parseDouble(expected.get(name)), within(1e-4));
          } else if (!name.equals("backend")) {
            assertThat(value).as(name).isEqualTo(expected.get(name));
          }
        });
  }

  private static Map<String, String> run(String provider) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      NativeCheck.run(LinearAlgebraProvider.named(provider), out);
    }
    Map<String, String> numbers = new LinkedHashMap<>();
    bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> numbers.put(line.split(" ")[0], line.split(" ")[1]));
    return numbers;
  }
}

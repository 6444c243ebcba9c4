package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The canary of the manifests' tests: a reader that lets mistakes pass would make them worthless.
 */
class ManifestReaderTest {
  private static final String GOOD =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: a
      spec:
        replicas: 2
        template:
          spec:
            containers:
              - name: a
                image: b
                livenessProbe:
                  httpGet: {path: /live, port: http}
                resources:
                  limits: {cpu: "1", memory: 1Gi}
                securityContext:
                  readOnlyRootFilesystem: true
      """;

  @Test
  void readsWhatIsRight() throws IOException {
    assertThat(ManifestReader.read(GOOD)).hasSize(1);
    assertThat(ManifestReader.read(GOOD + "---\n" + GOOD)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "replicas, replica",
    "livenessProbe, livenesProbe",
    "httpGet, httpget",
    "limits, limit",
    "readOnlyRootFilesystem, readOnlyRootFileSystem",
    "containers, container",
    "metadata, metdata",
  })
  void refusesAMisspelledField(String right, String wrong) {
    assertThatThrownBy(() -> ManifestReader.read(GOOD.replace(right, wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(wrong);
  }

  @Test
  void refusesAKeyThatIsThereTwice() {
    assertThatThrownBy(() -> ManifestReader.read(GOOD.replace("  name: a", "  name: a\n  name: c")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("name");
  }

  @ParameterizedTest
  @CsvSource({"Deployment, Deploy", "apps/v1, apps/v1beta1", "apps/v1, v1"})
  void refusesAnUnknownKindOrVersion(String right, String wrong) {
    assertThatThrownBy(() -> ManifestReader.read(GOOD.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wrong);
  }

  @Test
  void refusesAValueOfAnotherType() {
    assertThatThrownBy(() -> ManifestReader.read(GOOD.replace("replicas: 2", "replicas: two")))
        .isInstanceOf(IOException.class);
  }
}

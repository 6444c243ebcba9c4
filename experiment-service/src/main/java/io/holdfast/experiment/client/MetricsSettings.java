package io.holdfast.experiment.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * How metrics-dashboard is reached.
 *
 * @param url where it listens
 * @param apiKey a key with the role {@code dashboard}
 */
public record MetricsSettings(URI url, String apiKey) {
  /**
   * Reads the configuration.
   *
   * @throws IllegalStateException if there is no key
   */
  static MetricsSettings of(MetricsConfig config) {
    return new MetricsSettings(
        config.url(),
        config
            .apiKey()
            .or(() -> config.apiKeyFile().map(MetricsSettings::read))
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "set holdfast.metrics.api-key or holdfast.metrics.api-key-file to a key"
                            + " with the role dashboard: decisions need results")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read holdfast.metrics.api-key-file " + file, e);
    }
  }

  public MetricsSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(apiKey, "apiKey");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "MetricsSettings[" + url + "]";
  }
}

package io.holdfast.recommender.testing;

import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.PseudonymKeyFile;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service on a database of its own, by the system's clock, with short intervals. */
public class RecommenderProfile implements QuarkusTestProfile {
  private final String clock;

  /** By the system's clock. */
  public RecommenderProfile() {
    this("wall");
  }

  RecommenderProfile(String clock) {
    this.clock = clock;
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(
            PostgresTestResource.class, Map.of("role", "recommender", "clock", clock)));
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>();
    config.put("holdfast.experiments.poll-interval", "50ms");
    config.put("holdfast.serving.model-poll-interval", "200ms");
    config.put("holdfast.serving.popularity-interval", "200ms");
    config.put("holdfast.popularity.interval", "200ms");
    config.put("holdfast.serving.scenarios.configured.limit", "4");
    config.put("holdfast.ingest.queue-rows", "3000");
    // Tests share their machine; only those of the deadline are in a hurry.
    config.put("holdfast.answer.deadline", "20s");
    config.put("holdfast.answer.read-deadline", "15s");
    config.put("holdfast.models.retry-interval", "200ms");
    config.put("holdfast.artifact.max-size", "64M");
    config.put("holdfast.artifact.cache-dir", temporaryDirectory());
    return config;
  }

  private static String temporaryDirectory() {
    try {
      return Files.createTempDirectory("holdfast-artifacts-").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By event time. */
  public static class EventTime extends RecommenderProfile {
    public EventTime() {
      super("event");
    }
  }

  /** By event time, with a database of its own for what is counted in it. */
  public static final class Counted extends RecommenderProfile {
    public Counted() {
      super("event");
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = super.getConfigOverrides();
      config.put("holdfast.popularity.windows", "24h,7d,30d");
      config.put("holdfast.popularity.segment-prior", "10");
      return config;
    }
  }

  /** With a pseudonym key of 32 known bytes. */
  public static final class Pseudonymous extends RecommenderProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = super.getConfigOverrides();
      config.put("holdfast.privacy.pseudonym-key-file", PseudonymKeyFile.write().toString());
      return config;
    }
  }
}

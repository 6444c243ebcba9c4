package io.holdfast.recommender.testing;

import io.holdfast.service.testing.PostgresTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL behind a line that tests can cut. */
public final class CuttableDatabase implements QuarkusTestResourceLifecycleManager {
  private final PostgresTestResource database = new PostgresTestResource();
  private CuttableLine line;

  @Override
  public Map<String, String> start() {
    database.init(Map.of("role", "recommender"));
    Map<String, String> config = new HashMap<>(database.start());
    try {
      line =
          new CuttableLine(
              config.get("holdfast.database.host"),
              Integer.parseInt(config.get("holdfast.database.port")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    config.put("holdfast.database.host", "127.0.0.1");
    config.put("holdfast.database.port", Integer.toString(line.port()));
    return config;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(line, new TestInjector.MatchesType(CuttableLine.class));
  }

  @Override
  public void stop() {
    try {
      line.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.stop();
  }

  /** The service on such a database. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(CuttableDatabase.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> config = new HashMap<>(new RecommenderProfile().getConfigOverrides());
      config.put("holdfast.served.capacity", "20");
      return config;
    }
  }
}

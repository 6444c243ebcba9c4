package io.holdfast.recommender.scenario;

import io.holdfast.core.filter.FilterSyntaxException;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.Scenario;
import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.domain.ScenarioStore;
import io.holdfast.recommender.domain.ScenarioVersion;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The scenarios that are in force on this replica: what was stored, over what is configured. What
 * other replicas store is followed within {@link #INTERVAL}; what this one stores counts at once.
 * While the database does not answer, the last known scenarios stay. Thread-safe.
 */
@ApplicationScoped
public class ScenarioView {
  /** How often to ask whether something changed. */
  static final Duration INTERVAL = Duration.ofMillis(200);

  private static final Logger LOG = Logger.getLogger(ScenarioView.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final long NOT_READ = -1;

  /** Names that nobody stored are a client's choice: there can be more of them than we want. */
  private static final int MOST_CONFIGURED = 1000;

  private final ScenarioStore store;
  private final ScenarioDefaults defaults;
  private final Map<String, ReadyScenario> stored = new ConcurrentHashMap<>();
  private final Map<String, ReadyScenario> configured = new ConcurrentHashMap<>();
  private volatile long seen = NOT_READ;
  private BackgroundLoop loop;

  ScenarioView(ScenarioStore store, ScenarioDefaults defaults) {
    this.store = store;
    this.defaults = defaults;
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("scenarios", INTERVAL, this::follow);
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.close();
  }

  /** Whether the stored scenarios were read. */
  public boolean isRead() {
    return seen != NOT_READ;
  }

  /** The scenario of that name; every name has one. */
  public ReadyScenario named(String name) {
    ReadyScenario known = stored.get(name);
    return known == null ? configured(name) : known;
  }

  private ReadyScenario configured(String name) {
    ReadyScenario known = configured.get(name);
    if (known != null) {
      return known;
    }
    ReadyScenario made =
        new ReadyScenario(new Scenario(name, Scenario.CONFIGURED_VERSION, defaults.of(name)));
    if (configured.size() < MOST_CONFIGURED) {
      configured.put(name, made);
    }
    return made;
  }

  /** Takes over a version unless a later one is in force. */
  void take(ScenarioVersion version) {
    stored.compute(version.name(), (name, known) -> later(version, known));
  }

  private ReadyScenario later(ScenarioVersion version, ReadyScenario known) {
    if (known != null && known.scenario().version() >= version.version()) {
      return known;
    }
    try {
      return new ReadyScenario(
          new Scenario(
              version.name(),
              version.version(),
              version.isDeletion() ? defaults.of(version.name()) : version.settings()));
    } catch (FilterSyntaxException e) {
      LOG.errorf(
          "version %d of scenario %s has a filter that cannot be read here, what was in force"
              + " stays: %s",
          version.version(), version.name(), e.getMessage());
      return known;
    }
  }

  /** The number of changes is read first: what is committed in between is read again. */
  private void follow() {
    long changes = store.changes().await().atMost(LONGEST_WAIT);
    if (changes != seen) {
      store.latest().await().atMost(LONGEST_WAIT).forEach(this::take);
      seen = changes;
    }
  }
}

package io.holdfast.experiment;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts a {@link MetricsPeer} for the application under test and hands it to the test. */
public final class MetricsPeerResource implements QuarkusTestResourceLifecycleManager {
  /** The key that the service is to show to its peer. */
  static final String KEY = "key-for-the-peer";

  private MetricsPeer peer;

  @Override
  public Map<String, String> start() {
    peer = new MetricsPeer();
    return Map.of(
        "holdfast.metrics.url",
        peer.url(),
        "holdfast.metrics.api-key",
        KEY,
        "holdfast.decision.interval",
        "50ms",
        "holdfast.bandit.interval",
        "100ms",
        "holdfast.ramp.interval",
        "100ms",
        "holdfast.decision.longest-pause",
        "1s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(peer, new TestInjector.MatchesType(MetricsPeer.class));
  }

  @Override
  public void stop() {
    if (peer != null) {
      peer.close();
    }
  }
}

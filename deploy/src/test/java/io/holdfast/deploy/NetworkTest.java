package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The network lets through what the design's parts say to each other, and nothing else. */
class NetworkTest {
  private static final Set<String> CALLS =
      Set.of(
          "recommender-api -> experiment-service",
          "experiment-service -> metrics-dashboard",
          "training -> recommender-api");

  private static Cluster cluster;
  private static List<NetworkPolicy> policies;

  @BeforeAll
  static void read() throws IOException {
    cluster = Cluster.of(ManifestReader.readFolder(Path.of("kubernetes")));
    policies = cluster.all(NetworkPolicy.class);
  }

  @Test
  void everythingIsDeniedByDefault() {
    assertThat(policies)
        .filteredOn(it -> it.getMetadata().getName().equals("default-deny"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(selected(it.getSpec().getPodSelector())).isEqualTo(cluster.pods());
              assertThat(it.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
              assertThat(it.getSpec().getIngress()).isEmpty();
              assertThat(it.getSpec().getEgress()).isEmpty();
            });
  }

  @Test
  void bothEndsAllowTheCallsOfTheDesign() {
    Set<String> out = new TreeSet<>();
    Set<String> in = new TreeSet<>();
    for (NetworkPolicy policy : policies) {
      for (Pod pod : selected(policy.getSpec().getPodSelector())) {
        policy.getSpec().getEgress().stream()
            .flatMap(rule -> peers(rule.getTo()))
            .forEach(peer -> out.add(pod.name() + " -> " + peer.name()));
        policy.getSpec().getIngress().stream()
            .flatMap(rule -> peers(rule.getFrom()))
            .forEach(peer -> in.add(peer.name() + " -> " + pod.name()));
      }
    }
    assertThat(out).containsExactlyInAnyOrderElementsOf(CALLS);
    assertThat(in).containsExactlyInAnyOrderElementsOf(CALLS);
  }

  @Test
  void addressesInTheConfigurationAreAllowedCalls() {
    Set<String> configured = new TreeSet<>();
    for (Pod pod : cluster.pods()) {
      Stream.concat(
              pod.container().getEnv().stream().map(EnvVar::getValue),
              pod.container().getArgs().stream().map(it -> it.replaceFirst("^--[a-z-]+=", "")))
          .filter(value -> value != null && value.startsWith("http://"))
          .map(URI::create)
          .forEach(
              uri -> {
                Pod callee = cluster.pod(uri.getHost());
                assertThat(callee.container().getPorts())
                    .anySatisfy(
                        port -> {
                          assertThat(port.getName()).isEqualTo("http");
                          assertThat(port.getContainerPort()).isEqualTo(uri.getPort());
                        });
                configured.add(pod.name() + " -> " + callee.name());
              });
    }
    assertThat(configured).containsExactlyInAnyOrderElementsOf(CALLS);
  }

  @Test
  void namedPortsExist() {
    for (NetworkPolicy policy : policies) {
      List<Pod> pods = selected(policy.getSpec().getPodSelector());
      assertThat(pods).as(policy.getMetadata().getName()).isNotEmpty();
      policy.getSpec().getIngress().forEach(rule -> requirePorts(rule.getPorts(), pods));
      policy
          .getSpec()
          .getEgress()
          .forEach(rule -> requirePorts(rule.getPorts(), peers(rule.getTo()).toList()));
    }
  }

  @Test
  void whoUsesTheDatabaseMayReachIt() {
    assertThat(cluster.pods())
        .allSatisfy(
            pod -> assertThat(pod.labels()).containsEntry("holdfast.io/database-client", "true"));
  }

  private static void requirePorts(List<NetworkPolicyPort> ports, List<Pod> pods) {
    assertThat(ports).isNotEmpty();
    for (NetworkPolicyPort port : ports) {
      String name = port.getPort().getStrVal();
      if (name != null) {
        assertThat(pods)
            .anySatisfy(
                pod ->
                    assertThat(pod.container().getPorts())
                        .anySatisfy(it -> assertThat(it.getName()).isEqualTo(name)));
      }
    }
  }

  private static List<Pod> selected(LabelSelector selector) {
    return cluster.selectedBy(selector.getMatchLabels());
  }

  /** The peers inside the namespace. */
  private static Stream<Pod> peers(List<NetworkPolicyPeer> peers) {
    return peers.stream()
        .filter(peer -> peer.getPodSelector() != null)
        .flatMap(peer -> selected(peer.getPodSelector()).stream());
  }
}

package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.Roles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests fit together: what one names, another has. */
class ManifestsTest {
  private static final String NAMESPACE = "holdfast";
  private static final String PLACEHOLDER = "REPLACE_ME";
  private static final Map<String, Integer> SERVICE_PORTS =
      Map.of("recommender-api", 8080, "experiment-service", 8081, "metrics-dashboard", 8082);

  private static Cluster cluster;

  @BeforeAll
  static void read() throws IOException {
    cluster = Cluster.of(ManifestReader.readFolder(Path.of("kubernetes")));
    assertThat(cluster.all(Secret.class)).as("applied with the rest by mistake").isEmpty();
    cluster = cluster.plus(ManifestReader.readFolder(Path.of("kubernetes", "templates")));
  }

  @Test
  void everythingIsInTheNamespace() {
    assertThat(cluster.all(Namespace.class))
        .extracting(it -> it.getMetadata().getName())
        .containsExactly(NAMESPACE);
    assertThat(cluster.objects())
        .filteredOn(it -> !(it instanceof Namespace))
        .allSatisfy(it -> assertThat(it.getMetadata().getNamespace()).isEqualTo(NAMESPACE));
  }

  @Test
  void workloadsAreTheThreeServicesAndTwoJobs() {
    assertThat(cluster.all(Deployment.class))
        .extracting(it -> it.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(SERVICE_PORTS.keySet());
    assertThat(cluster.pods())
        .extracting(Pod::name)
        .contains("training", "database-roles")
        .hasSize(SERVICE_PORTS.size() + 2);
  }

  @Test
  void imagesAreOursOfThisVersionOrPinned() {
    String version = System.getProperty("holdfast.version");
    List<String> ours =
        List.of("recommender-api", "experiment-service", "metrics-dashboard", "holdfast");
    Map<String, String> images = new TreeMap<>();
    cluster.pods().forEach(pod -> images.put(pod.name(), pod.container().getImage()));
    assertThat(images.remove("database-roles")).matches("postgres:[0-9]+\\.[0-9]+-[a-z]+");
    assertThat(images.values())
        .containsExactlyInAnyOrderElementsOf(
            ours.stream().map(name -> "holdfast/" + name + ":" + version).toList());
  }

  @Test
  void containersAreLimitedAndConfined() {
    for (Pod pod : cluster.pods()) {
      Container container = pod.container();
      assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
      assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
      container
          .getResources()
          .getLimits()
          .forEach(
              (resource, limit) ->
                  assertThat(limit.getNumericalAmount())
                      .as("%s of %s", resource, pod.name())
                      .isGreaterThanOrEqualTo(
                          container.getResources().getRequests().get(resource).getNumericalAmount())
                      .isPositive());
      var security = container.getSecurityContext();
      assertThat(security.getReadOnlyRootFilesystem()).as(pod.name()).isTrue();
      assertThat(security.getAllowPrivilegeEscalation()).as(pod.name()).isFalse();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(security.getCapabilities().getAdd()).isEmpty();
      assertThat(pod.spec().getSecurityContext().getRunAsNonRoot()).as(pod.name()).isTrue();
      assertThat(pod.spec().getSecurityContext().getRunAsUser()).isEqualTo(10001);
      assertThat(pod.spec().getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.spec().getAutomountServiceAccountToken()).as(pod.name()).isFalse();
      assertThat(cluster.find(ServiceAccount.class, pod.spec().getServiceAccountName()))
          .isPresent();
    }
  }

  @Test
  void servicesAreProbedAndScraped() {
    for (Deployment deployment : cluster.all(Deployment.class)) {
      Pod pod = cluster.pod(deployment.getMetadata().getName());
      Container container = pod.container();
      int port = SERVICE_PORTS.get(pod.name());
      assertThat(ports(container))
          .containsExactlyInAnyOrderEntriesOf(Map.of("http", port, "management", port + 1000));
      assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/q/health/started");
      assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/q/health/live");
      assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
      assertThat(
              List.of(
                  container.getStartupProbe(),
                  container.getLivenessProbe(),
                  container.getReadinessProbe()))
          .allSatisfy(
              probe -> assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
      assertThat(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
          .containsEntry("prometheus.io/path", "/q/metrics")
          .containsEntry("prometheus.io/port", Integer.toString(port + 1000));
    }
  }

  @Test
  void everyDeploymentHasItsServiceAndDisruptionBudget() {
    for (Deployment deployment : cluster.all(Deployment.class)) {
      String name = deployment.getMetadata().getName();
      Map<String, String> labels = cluster.pod(name).labels();
      assertThat(labels).containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());

      Service service = cluster.find(Service.class, name).orElseThrow();
      assertThat(cluster.selectedBy(service.getSpec().getSelector()))
          .extracting(Pod::name)
          .containsExactly(name);
      assertThat(service.getSpec().getPorts()).hasSize(1);
      assertThat(service.getSpec().getPorts().getFirst().getPort())
          .isEqualTo(SERVICE_PORTS.get(name));
      assertThat(ports(cluster.pod(name).container()))
          .containsKey(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal());

      PodDisruptionBudget budget = cluster.find(PodDisruptionBudget.class, name).orElseThrow();
      assertThat(cluster.selectedBy(budget.getSpec().getSelector().getMatchLabels()))
          .extracting(Pod::name)
          .containsExactly(name);
      assertThat(deployment.getSpec().getReplicas())
          .as("a budget of one needs a second pod")
          .isGreaterThan(budget.getSpec().getMaxUnavailable().getIntVal());
    }
  }

  @Test
  void everyReferenceFindsItsConfigMapOrSecret() {
    for (Pod pod : cluster.pods()) {
      for (EnvVar variable : pod.container().getEnv()) {
        if (variable.getValueFrom() != null) {
          var config = variable.getValueFrom().getConfigMapKeyRef();
          var secret = variable.getValueFrom().getSecretKeyRef();
          assertThat(config != null || secret != null).as(variable.getName()).isTrue();
          assertThat(
                  config != null
                      ? cluster.keysOf(ConfigMap.class, config.getName())
                      : cluster.keysOf(Secret.class, secret.getName()))
              .as("%s of %s", variable.getName(), pod.name())
              .contains(config != null ? config.getKey() : secret.getKey());
        }
      }
      pod.container()
          .getEnvFrom()
          .forEach(
              it ->
                  assertThat(cluster.keysOf(ConfigMap.class, it.getConfigMapRef().getName()))
                      .isNotEmpty());
      for (Volume volume : pod.spec().getVolumes()) {
        if (volume.getSecret() != null) {
          assertThat(cluster.keysOf(Secret.class, volume.getSecret().getSecretName())).isNotEmpty();
        } else if (volume.getConfigMap() != null) {
          assertThat(cluster.keysOf(ConfigMap.class, volume.getConfigMap().getName())).isNotEmpty();
        } else {
          assertThat(volume.getEmptyDir()).as(volume.getName()).isNotNull();
        }
      }
      assertThat(pod.container().getVolumeMounts())
          .extracting(VolumeMount::getName)
          .containsExactlyInAnyOrderElementsOf(
              pod.spec().getVolumes().stream().map(Volume::getName).toList());
    }
  }

  @Test
  void mountedFilesAreThoseThatTheConfigurationNames() {
    Map<String, String> config = cluster.find(ConfigMap.class, "holdfast").orElseThrow().getData();
    for (String name : SERVICE_PORTS.keySet()) {
      assertThat(cluster.mountedFiles(cluster.pod(name)))
          .contains(
              config.get("HOLDFAST_SECURITY_KEYS_FILE"), config.get("HOLDFAST_ERASURE_KEY_FILE"));
    }
  }

  @Test
  void everyServiceHasItsOwnDatabaseRole() {
    assertThat(databaseUser("recommender-api")).isEqualTo(Roles.RECOMMENDER);
    assertThat(databaseUser("experiment-service")).isEqualTo(Roles.EXPERIMENT);
    assertThat(databaseUser("metrics-dashboard")).isEqualTo(Roles.METRICS);
  }

  @Test
  void databaseRolesAreThoseOfTheContracts() throws IOException {
    String deployed =
        cluster.find(ConfigMap.class, "database-roles").orElseThrow().getData().get("roles.sql");
    try (var in = Roles.class.getResourceAsStream("roles.sql")) {
      assertThat(deployed).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void templatesCannotBeUsedAsTheyAre() {
    List<Secret> secrets = cluster.all(Secret.class);
    assertThat(secrets).isNotEmpty();
    assertThat(secrets)
        .allSatisfy(
            it -> assertThat(String.join(" ", it.getStringData().values())).contains(PLACEHOLDER));
    assertThatThrownBy(() -> new ErasureKey(PLACEHOLDER.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Roles.sql(PLACEHOLDER)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String databaseUser(String name) {
    return cluster.pod(name).container().getEnv().stream()
        .filter(it -> it.getName().equals("HOLDFAST_DATABASE_USERNAME"))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Integer> ports(Container container) {
    return container.getPorts().stream()
        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
  }
}

package io.holdfast.deploy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All objects together, as the cluster will have them.
 *
 * @param objects no two of the same kind and name
 */
record Cluster(List<HasMetadata> objects) {

  Cluster {
    objects = List.copyOf(objects);
    Set<String> names = new HashSet<>();
    for (HasMetadata object : objects) {
      if (!names.add(object.getKind() + " " + object.getMetadata().getName())) {
        throw new IllegalArgumentException("there twice: " + object.getMetadata().getName());
      }
    }
  }

  static Cluster of(List<HasMetadata> objects) {
    return new Cluster(objects);
  }

  Cluster plus(List<HasMetadata> more) {
    List<HasMetadata> all = new ArrayList<>(objects);
    all.addAll(more);
    return new Cluster(all);
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
    return all(kind).stream().filter(it -> it.getMetadata().getName().equals(name)).findFirst();
  }

  /** The keys of a ConfigMap or Secret; none if it is not there. */
  Set<String> keysOf(Class<? extends HasMetadata> kind, String name) {
    return find(kind, name)
        .map(
            it ->
                switch (it) {
                  case ConfigMap config -> config.getData().keySet();
                  case Secret secret -> secret.getStringData().keySet();
                  default -> Set.<String>of();
                })
        .orElse(Set.of());
  }

  /** The pods of all workloads. */
  List<Pod> pods() {
    List<Pod> pods = new ArrayList<>();
    for (HasMetadata object : objects) {
      String name = object.getMetadata().getName();
      switch (object) {
        case Deployment it -> pods.add(Pod.of(name, it.getSpec().getTemplate()));
        case Job it -> pods.add(Pod.of(name, it.getSpec().getTemplate()));
        case CronJob it ->
            pods.add(Pod.of(name, it.getSpec().getJobTemplate().getSpec().getTemplate()));
        default -> {}
      }
    }
    return pods;
  }

  Pod pod(String name) {
    return pods().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** The pods that a selector of labels means; an empty one means all. */
  List<Pod> selectedBy(Map<String, String> labels) {
    return pods().stream()
        .filter(it -> it.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  /** The paths of the files that come from ConfigMaps and Secrets. */
  Set<String> mountedFiles(Pod pod) {
    Map<String, String> paths =
        pod.container().getVolumeMounts().stream()
            .collect(Collectors.toMap(VolumeMount::getName, VolumeMount::getMountPath));
    Set<String> files = new HashSet<>();
    for (Volume volume : pod.spec().getVolumes()) {
      Set<String> keys =
          volume.getSecret() != null
              ? keysOf(Secret.class, volume.getSecret().getSecretName())
              : volume.getConfigMap() != null
                  ? keysOf(ConfigMap.class, volume.getConfigMap().getName())
                  : Set.of();
      keys.forEach(key -> files.add(paths.get(volume.getName()) + "/" + key));
    }
    return files;
  }
}

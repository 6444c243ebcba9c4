package io.holdfast.deploy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;

/**
 * The pods of one workload.
 *
 * @param name the workload's name
 * @param labels what selectors see
 * @param spec what runs
 */
record Pod(String name, Map<String, String> labels, PodSpec spec) {

  static Pod of(String name, PodTemplateSpec template) {
    return new Pod(name, template.getMetadata().getLabels(), template.getSpec());
  }

  /**
   * Its only container.
   *
   * @throws IllegalStateException if it has another number of them
   */
  Container container() {
    if (spec.getContainers().size() != 1 || !spec.getInitContainers().isEmpty()) {
      throw new IllegalStateException(name + " must have one container");
    }
    return spec.getContainers().getFirst();
  }
}

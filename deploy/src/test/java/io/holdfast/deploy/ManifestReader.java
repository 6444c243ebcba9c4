package io.holdfast.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads manifests and refuses what a cluster would ignore or refuse: a field that its kind does not
 * have, a key that is there twice, a kind or version that is not known.
 */
final class ManifestReader {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.of(
              ConfigMap.class,
              CronJob.class,
              Deployment.class,
              Job.class,
              Namespace.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              Secret.class,
              Service.class,
              ServiceAccount.class)
          .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new WithoutAnySetters())
          .build();

  private ManifestReader() {}

  /** The objects of all {@code .yaml} files that lie in the folder itself, by file name. */
  static List<HasMetadata> readFolder(Path folder) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
        try {
          objects.addAll(read(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
          throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
      }
    }
    return objects;
  }

  /**
   * The objects of one file.
   *
   * @throws IOException if it is not YAML or has a field that its kind does not have
   * @throws IllegalArgumentException if a kind or its apiVersion is not known
   */
  static List<HasMetadata> read(String yaml) throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNextValue()) {
        objects.add(toObject(documents.nextValue()));
      }
    }
    return objects;
  }

  private static HasMetadata toObject(JsonNode document) throws IOException {
    String kind = document.path("kind").asText();
    String version = document.path("apiVersion").asText();
    Class<? extends HasMetadata> type = KINDS.get(kind);
    if (type == null || !HasMetadata.getApiVersion(type).equals(version)) {
      throw new IllegalArgumentException("kind " + kind + " of " + version + " is not known");
    }
    return MAPPER.treeToValue(document, type);
  }

  /** The models swallow unknown fields through their any-setters; without those they fail. */
  private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}

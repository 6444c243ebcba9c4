package io.holdfast.core.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Manifest to bytes and back; equal manifests give equal bytes. */
final class ManifestJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    try {
      String json = MAPPER.writer(PRINTER).writeValueAsString(manifest);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the manifest cannot be written as JSON", e);
    }
  }

  /** Reads a manifest; looks at the format version before anything else. */
  static Manifest read(byte[] json) throws ArtifactException {
    try {
      JsonNode tree = MAPPER.readTree(json);
      JsonNode version = tree.get("formatVersion");
      if (version == null || !version.isInt() || version.intValue() < 1) {
        throw new CorruptArtifactException("manifest.json names no format version");
      }
      if (version.intValue() > Manifest.FORMAT_VERSION) {
        throw new UnsupportedArtifactVersionException(
            "manifest.json has format version %d; this build reads up to %d"
                .formatted(version.intValue(), Manifest.FORMAT_VERSION));
      }
      return MAPPER.treeToValue(tree, Manifest.class);
    } catch (ArtifactException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new CorruptArtifactException("manifest.json is no manifest: " + e.getMessage(), e);
    }
  }
}

package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The schemas of OFREP 0.3.0 as open-feature/protocol publishes them, where they are at hand. */
final class OfrepSchema {
  private static final Path FILE =
      Path.of(
          System.getProperty("holdfast.shared", "../../shared"),
          "data/vectors/openfeature-ofrep/service/openapi.yaml");

  private static final String ADDRESS = "https://holdfast.example/ofrep.yaml";

  private OfrepSchema() {}

  /** Skips the test where the protocol's description is absent. */
  static void assumePresent() {
    assumeTrue(Files.exists(FILE), "skipped: no " + FILE.toAbsolutePath().normalize());
  }

  /**
   * Checks that the JSON is as that schema of the protocol wants it. Its {@code oneOf} is read as
   * {@code anyOf}: an answer without a value is described so that every answer meets it, and each
   * integer is a number, so that hardly anything meets exactly one.
   */
  static void check(String schema, String json) throws IOException {
    String protocol = Files.readString(FILE).replace("oneOf:", "anyOf:");
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                factory ->
                    factory.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, protocol))))
            .getSchema(SchemaLocation.of(ADDRESS + "#/components/schemas/" + schema));
    assertThat(compiled.validate(json, InputFormat.JSON)).as(schema + ": " + json).isEmpty();
  }
}

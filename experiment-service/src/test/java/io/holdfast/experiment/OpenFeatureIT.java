package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.holdfast.contracts.json.Json;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenFeature SDKs for Java and Node, with their own OFREP providers, against the service. */
@QuarkusTest
class OpenFeatureIT extends ServiceIT {
  private static final Path SCRIPT = Path.of("src/test/ofrep");
  private static final int PATIENCE_SECONDS = 120;

  @TestHTTPResource String base;
  @TempDir Path folder;

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void theJavaProviderReadsEveryType() {
    String bool = flag(unique("java"), true, true, null).started().key();
    String text = flag(unique("java"), "blue", "blue", null).started().key();
    String whole = flag(unique("java"), 7, 7, null).started().key();
    String number = flag(unique("java"), 1.5, 1.5, null).started().key();
    String object =
        flag(unique("java"), Map.of("rows", 3), Map.of("rows", 3), null).started().key();
    String named = experiment(unique("java")).started().key();
    OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    api.setProviderAndWait(
        OfrepProvider.constructProvider(
            OfrepProviderOptions.builder()
                .baseUrl(base.replaceFirst("/$", ""))
                .headers(ImmutableMap.of("X-API-Key", ImmutableList.of(TestKeys.SERVE)))
                .build()));
    try {
      Client client = api.getClient();
      EvaluationContext user = new ImmutableContext("u-17");
      FlagEvaluationDetails<Boolean> details = client.getBooleanDetails(bool, false, user);
      assertThat(details.getErrorCode()).isNull();
      assertThat(details.getValue()).isTrue();
      assertThat(details.getReason()).isEqualTo("SPLIT");
      assertThat(details.getVariant()).isIn("control", "challenger");
      assertThat(details.getFlagMetadata().getInteger("experimentRevision")).isEqualTo(2);
      assertThat(client.getStringValue(text, "red", user)).isEqualTo("blue");
      assertThat(client.getIntegerValue(whole, 0, user)).isEqualTo(7);
      assertThat(client.getDoubleValue(number, 0.0, user)).isEqualTo(1.5);
      Value value = client.getObjectValue(object, new Value(), user);
      assertThat(value.asStructure().getValue("rows").asInteger()).isEqualTo(3);
      assertThat(client.getStringValue(named, "neither", user)).isIn("control", "challenger");
      FlagEvaluationDetails<Boolean> unknown = client.getBooleanDetails("nobody", true, user);
      assertThat(unknown.getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
      assertThat(unknown.getValue()).isTrue();
      FlagEvaluationDetails<Boolean> anonymous =
          client.getBooleanDetails(bool, false, new ImmutableContext());
      // What this provider makes of every 400.
      assertThat(anonymous.getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
      assertThat(anonymous.getValue()).isFalse();
      post(bool, "pause").statusCode(200);
      assertThat(client.getBooleanValue(bool, false, user)).isFalse();
    } finally {
      api.shutdown();
    }
    for (String key : List.of(bool, text, whole, number, object, named)) {
      post(key, "stop").statusCode(200);
    }
  }

  @Test
  void theNodeProviderReadsEveryType() throws Exception {
    assumeTrue(runs("node", "--version") && runs("npm", "--version"), "skipped: no Node with npm");
    String bool = flag(unique("node"), true, true, null).started().key();
    String text = flag(unique("node"), "blue", "blue", null).started().key();
    String number = flag(unique("node"), 1.5, 1.5, null).started().key();
    String object =
        flag(unique("node"), Map.of("rows", 3), Map.of("rows", 3), null).started().key();
    for (String file : List.of("package.json", "package-lock.json", "evaluate.mjs")) {
      Files.copy(SCRIPT.resolve(file), folder.resolve(file));
    }
    run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    String questions =
        Json.write(
            List.of(
                question(bool, "boolean", false),
                question(text, "string", "red"),
                question(number, "number", 0),
                question(object, "object", Map.of()),
                question("nobody", "boolean", true)));
    JsonNode answers =
        Json.read(
            run("node", "evaluate.mjs", base.replaceFirst("/$", ""), TestKeys.SERVE, questions),
            JsonNode.class);
    assertThat(answers.at("/0/value").asBoolean()).isTrue();
    assertThat(answers.at("/0/reason").asText()).isEqualTo("SPLIT");
    assertThat(answers.at("/0/variant").asText()).isIn("control", "challenger");
    assertThat(answers.at("/0/flagMetadata/experimentRevision").asInt()).isEqualTo(2);
    assertThat(answers.at("/1/value").asText()).isEqualTo("blue");
    assertThat(answers.at("/2/value").asDouble()).isEqualTo(1.5);
    assertThat(answers.at("/3/value/rows").asInt()).isEqualTo(3);
    assertThat(answers.at("/4/errorCode").asText()).isEqualTo("FLAG_NOT_FOUND");
    assertThat(answers.at("/4/value").asBoolean()).isTrue();
    for (String key : List.of(bool, text, number, object)) {
      post(key, "stop").statusCode(200);
    }
  }

  private static Map<String, Object> question(String flag, String type, Object fallback) {
    return Map.of("flag", flag, "type", type, "fallback", fallback, "user", "u-17");
  }

  private boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the command writes, once it has ended well. */
  private String run(String... command) throws Exception {
    Path errors = folder.resolve("errors.txt");
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(command[0]).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return Files.readString(output);
  }
}

package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ExposureRecorded;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.assignment.ActiveSet;
import io.holdfast.service.testing.PostgresTestResource;
import io.holdfast.service.testing.PseudonymKeyFile;
import io.holdfast.service.testing.StoredText;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a pseudonym key, every way to a variant splits by the pseudonym and stores no id. */
@QuarkusTest
@TestProfile(PseudonymsIT.Profile.class)
class PseudonymsIT extends ServiceIT {
  private static final String ALICE = "raw-alice-7f3";

  /** Computed with Python under the profile's key, see PseudonymKeyTest of contracts. */
  private static final String PSEUDONYM = "lqUFxcVYSLsOUPWytW_kTg";

  /** With a key. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("holdfast.privacy.pseudonym-key-file", PseudonymKeyFile.write().toString());
    }
  }

  @BeforeEach
  void models() {
    begin();
  }

  @Test
  void allWaysSplitByThePseudonymAndNoneStoresTheId() {
    String key = flag(unique("pseudonymous"), "a", "b", null).started().key();
    String variant = variantOfThePseudonym(key);

    as(TestKeys.SERVE)
        .get("/v1/assignments/{user}", ALICE)
        .then()
        .statusCode(200)
        .body("userId", equalTo(ALICE))
        .body("assignments.find { it.key == '" + key + "' }.variant", equalTo(variant));
    Map<String, Object> context = Map.of("context", Map.of("targetingKey", ALICE));
    for (String accept : List.of("*/*", "application/json;q=0.9")) {
      as(TestKeys.SERVE)
          .accept(accept)
          .body(context)
          .post("/ofrep/v1/evaluate/flags/" + key)
          .then()
          .statusCode(200)
          .body("variant", equalTo(variant));
    }
    as(TestKeys.SERVE)
        .body(context)
        .post("/ofrep/v1/evaluate/flags")
        .then()
        .statusCode(200)
        .body("flags.find { it.key == '" + key + "' }.variant", equalTo(variant));

    Map<String, Object> exposure = Map.of("userId", ALICE, "key", key, "variant", variant);
    as(TestKeys.SERVE).body(exposure).post("/v1/exposures").then().statusCode(202);
    as(TestKeys.SERVE)
        .body(Map.of("userId", "", "key", key, "variant", variant))
        .post("/v1/exposures")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("exposures[0].userId"));
    List<String> exposed =
        log
            .read(0, 1000, EnumSet.of(EventKind.EXPOSURE_RECORDED))
            .await()
            .atMost(Duration.ofSeconds(20))
            .stream()
            .map(logged -> ((ExposureRecorded) logged.event()).userId())
            .toList();
    assertThat(exposed).containsExactly(PSEUDONYM);
    await("the export", () -> exportedVariants(key).equals(List.of(variant)));
    String url = ConfigProvider.getConfig().getValue(PostgresTestResource.JDBC_URL, String.class);
    assertThat(StoredText.tablesWith(url, ALICE)).isEmpty();
    post(key, "stop").statusCode(200);
  }

  private static List<String> exportedVariants(String key) {
    JsonPath export =
        as(TestKeys.ADMIN)
            .get("/v1/users/{user}/export", ALICE)
            .then()
            .statusCode(200)
            .body("userId", equalTo(ALICE))
            .extract()
            .jsonPath();
    return export.getList(
        "firstExposures.findAll { it.experimentKey == '" + key + "' }.variant", String.class);
  }

  private static String variantOfThePseudonym(String key) {
    String body = as(TestKeys.SERVE).get("/v1/experiments/active").asString();
    return Json.read(body, ActiveSet.Body.class).experiments().stream()
        .filter(definition -> definition.key().equals(key))
        .flatMap(it -> new Assigner(it).assign(UserContext.of(PSEUDONYM)).stream())
        .map(Assignment::variant)
        .findFirst()
        .orElseThrow();
  }
}

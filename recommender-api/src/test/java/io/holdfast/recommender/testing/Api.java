package io.holdfast.recommender.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.service.testing.TestKeys;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** The service's HTTP API as tests call it. */
public final class Api {
  private Api() {}

  /** A request with that key and, if it gets a body, JSON. */
  public static RequestSpecification as(String key) {
    return given().header("X-API-Key", key).contentType(ContentType.JSON);
  }

  /** Tells interactions. */
  public static Response ingest(String body) {
    return as(TestKeys.INGEST).body(body).post("/v1/interactions");
  }

  /** Tells one interaction and expects that it is taken in. */
  public static void interact(String userId, String itemId, String type) {
    String body =
        """
        {"userId": "%s", "itemId": "%s", "type": "%s"}
        """
            .formatted(userId, itemId, type);
    assertThat(ingest(body).statusCode()).isEqualTo(202);
  }

  /** Asks for recommendations and expects an answer. */
  public static JsonPath recommend(String userId, int limit) {
    Response response =
        as(TestKeys.SERVE).queryParam("limit", limit).get("/v1/users/{id}/recommendations", userId);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  /** Posts a recommendation request. */
  public static Response recommend(String key, String body) {
    return as(key).body(body).post("/v1/recommendations");
  }

  /** Uploads a model. */
  public static Response upload(byte[] tar) {
    return given()
        .header("X-API-Key", TestKeys.ADMIN)
        .contentType("application/x-tar")
        .body(tar)
        .post("/v1/models");
  }

  /** Registers a model and expects that it is taken in. */
  public static TestModels.Upload register(TestModels.Upload model) {
    Response response = upload(model.tar());
    assertThat(response.statusCode()).as(response.asString()).isIn(200, 201);
    return model;
  }

  /** Activates a model and waits until it is loaded. */
  public static void activate(TestModels.Upload model) throws Exception {
    Response response =
        as(TestKeys.ADMIN)
            .post("/v1/models/{name}/{version}/activate", model.name(), model.version());
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    Eventually.holds(
        () -> {
          JsonPath shown = get(model);
          assertThat(shown.getString("state")).isEqualTo("active");
          assertThat(shown.getBoolean("loaded")).isTrue();
        });
  }

  /** Reads a model. */
  public static JsonPath get(TestModels.Upload model) {
    return as(TestKeys.SERVE)
        .get("/v1/models/{name}/{version}", model.name(), model.version())
        .jsonPath();
  }
}

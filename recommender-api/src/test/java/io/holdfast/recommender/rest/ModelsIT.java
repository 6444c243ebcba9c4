package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static io.holdfast.recommender.testing.Api.register;
import static io.holdfast.recommender.testing.Api.upload;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.json.Json;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactReader;
import io.holdfast.core.artifact.ArtifactTar;
import io.holdfast.recommender.testing.Api;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.recommender.testing.TestModels;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ModelsIT {
  @TempDir Path directory;

  @Test
  void aModelIsRegisteredOnceAndToldOnce() {
    TestModels.Upload model = TestModels.als("once", 1);
    Response first = upload(model.tar());
    assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
    JsonPath shown = first.jsonPath();
    assertThat(shown.getString("name")).isEqualTo("once");
    assertThat(shown.getString("version")).isEqualTo(model.version());
    assertThat(shown.getString("kind")).isEqualTo("als");
    assertThat(shown.getString("digest")).isEqualTo(model.digest());
    assertThat(shown.getString("state")).isEqualTo("registered");
    assertThat(shown.getLong("bytes")).isEqualTo(model.tar().length);
    assertThat(upload(model.tar()).statusCode()).isEqualTo(200);
    assertThat(registrations("once")).isEqualTo(1);
  }

  @Test
  void theSameVersionWithAnotherDigestIsAConflict() throws Exception {
    TestModels.Upload model = TestModels.popular("contested");
    register(model);
    Response conflict = upload(withAnotherManifest(model));
    assertThat(conflict.statusCode()).as(conflict.asString()).isEqualTo(409);
    assertThat(conflict.jsonPath().getString("detail")).contains(model.digest());
    assertThat(Api.get(model).getString("digest")).isEqualTo(model.digest());
    assertThat(registrations("contested")).isEqualTo(1);
  }

  /** The same tensors and version, but the manifest has one more space. */
  private byte[] withAnotherManifest(TestModels.Upload model) throws Exception {
    ArtifactTar.extract(new ByteArrayInputStream(model.tar()), directory, 1 << 20);
    Path manifest = directory.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest) + " ");
    Artifact other = ArtifactReader.open(directory);
    assertThat(other.manifest().version()).isEqualTo(model.version());
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    ArtifactTar.write(other, tar);
    return tar.toByteArray();
  }

  @Test
  void whatIsNotAWholeArtifactIsRefusedByName() {
    TestModels.Upload model = TestModels.als("broken", 1);
    byte[] flipped = model.tar();
    flipped[flipped.length - 1500] ^= 1;
    assertRefused(flipped, "SHA-256");
    assertRefused(Arrays.copyOf(model.tar(), model.tar().length / 2), "cut short");
    assertRefused("this is no tar".repeat(100).getBytes(StandardCharsets.UTF_8), "tar");
    assertRefused(new byte[0], "cut short");
    assertThat(registrations("broken")).isZero();
    assertThat(as(TestKeys.ADMIN).get("/v1/models/broken/{version}", model.version()).statusCode())
        .isEqualTo(404);
    assertThat(
            LogTable.number(
                "SELECT count(*) FROM recommender.artifact WHERE digest = ?", model.digest()))
        .isZero();
  }

  private static void assertRefused(byte[] tar, String why) {
    Response response = upload(tar);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.jsonPath().getString("errors[0].message")).contains(why);
  }

  @Test
  void oneModelIsActiveAtMostAndTheOneBeforeIsKnown() throws Exception {
    TestModels.Upload first = register(TestModels.popular("first"));
    TestModels.Upload second = register(TestModels.als("second", 1));
    Api.activate(first);
    Api.activate(second);
    assertThat(Api.get(second).getString("previous")).isEqualTo(first.reference());
    assertThat(Api.get(first).getString("state")).isEqualTo("registered");
    Api.activate(second);
    List<ModelActivated> told =
        LogTable.events("ModelActivated").stream()
            .map(payload -> Json.read(payload, ModelActivated.class))
            .filter(event -> event.model().toString().equals(second.reference()))
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().previousModel().toString()).isEqualTo(first.reference());
    assertThat(told.getFirst().actor()).isEqualTo("test-admin");
    assertThat(told.getFirst().decisionId()).isNull();
    assertThat(LogTable.number("SELECT count(*) FROM recommender.model WHERE state = 'active'"))
        .isEqualTo(1);
  }

  @Test
  void theActiveModelCannotRetireAndARetiredOneCannotServe() throws Exception {
    TestModels.Upload model = register(TestModels.popular("tired"));
    TestModels.Upload next = register(TestModels.popular("fresh"));
    Api.activate(model);
    assertThat(change(model, "retire").statusCode()).isEqualTo(409);
    Api.activate(next);
    assertThat(change(model, "retire").jsonPath().getString("state")).isEqualTo("retired");
    assertThat(change(model, "activate").statusCode()).isEqualTo(409);
    assertThat(Api.get(next).getString("state")).isEqualTo("active");
  }

  @Test
  void whatIsUnknownIsNotFound() {
    assertThat(as(TestKeys.ADMIN).post("/v1/models/no/body/activate").statusCode()).isEqualTo(404);
    assertThat(as(TestKeys.ADMIN).post("/v1/models/no/body/retire").statusCode()).isEqualTo(404);
    assertThat(as(TestKeys.ADMIN).get("/v1/models/no/body").statusCode()).isEqualTo(404);
    assertThat(as(TestKeys.ADMIN).get("/v1/models/n%20o/body").statusCode()).isEqualTo(400);
  }

  @Test
  void theListIsNewestFirstInPages() {
    for (int k = 0; k < 3; k++) {
      register(TestModels.popular("listed-" + k));
    }
    JsonPath page = as(TestKeys.EXPERIMENT).get("/v1/models?limit=2").jsonPath();
    assertThat(page.getList("items.name", String.class)).containsExactly("listed-2", "listed-1");
    JsonPath next =
        as(TestKeys.EXPERIMENT)
            .queryParam("cursor", page.getString("nextCursor"))
            .get("/v1/models?limit=1")
            .jsonPath();
    assertThat(next.getList("items.name", String.class)).containsExactly("listed-0");
    assertThat(as(TestKeys.ADMIN).get("/v1/models?cursor=AAAA").statusCode()).isEqualTo(400);
  }

  private static Response change(TestModels.Upload model, String action) {
    return as(TestKeys.ADMIN)
        .post("/v1/models/{name}/{version}/" + action, model.name(), model.version());
  }

  private static long registrations(String name) {
    return LogTable.number(
        """
        SELECT count(*) FROM event_log.event
        WHERE kind = 'ModelRegistered' AND payload ->> 'model' LIKE ? || '@%'
        """,
        name);
  }
}

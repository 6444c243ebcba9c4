package io.holdfast.recommender.rest;

import static io.holdfast.recommender.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.contracts.event.ItemChanged;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.testing.LogTable;
import io.holdfast.recommender.testing.RecommenderProfile;
import io.holdfast.service.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RecommenderProfile.class)
class ItemsIT {
  private static final String LAMP =
      """
      {"title": "Lamp", "text": "It shines.", "categories": ["home", "light"], "tags": ["brass"],
       "attributes": {"price": 19.5, "stock": 3, "new": true, "colours": ["red", "blue"]},
       "domain": "shop", "available": true, "publishedAt": "2026-11-01T00:00:00Z",
       "embeddings": {"text": [0.5, -1.0]}}
      """;

  @Test
  void anItemIsKeptAndTold() {
    Response put = put("lamp", LAMP);
    assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
    JsonPath read = as(TestKeys.SERVE).get("/v1/items/lamp").jsonPath();
    assertThat(read.getMap("")).isEqualTo(put.jsonPath().getMap(""));
    assertThat(read.getLong("revision")).isEqualTo(1);
    assertThat(read.getList("attributes.colours")).isEqualTo(List.of("red", "blue"));
    ItemChanged told = events("lamp").getFirst();
    assertThat(told.revision()).isEqualTo(1);
    assertThat(told.title()).isEqualTo("Lamp");
    assertThat(told.attributes()).containsEntry("price", 19.5).containsEntry("stock", 3);
    assertThat(told.embeddings()).containsEntry("text", List.of(0.5f, -1f));
    assertThat(told.deleted()).isFalse();
  }

  @Test
  void theSameAgainIsNoChange() {
    put("same", LAMP);
    put("same", LAMP);
    assertThat(events("same")).hasSize(1);
    put("same", "{\"title\": \"Another\"}");
    assertThat(events("same")).extracting(ItemChanged::revision).containsExactly(1L, 2L);
    assertThat(events("same").getLast().categories()).isEmpty();
  }

  @Test
  void aDeletedItemIsGoneAndComesBackWithTheNextRevision() {
    put("phoenix", LAMP);
    assertThat(as(TestKeys.INGEST).delete("/v1/items/phoenix").statusCode()).isEqualTo(204);
    assertThat(as(TestKeys.INGEST).get("/v1/items/phoenix").statusCode()).isEqualTo(404);
    assertThat(as(TestKeys.INGEST).delete("/v1/items/phoenix").statusCode()).isEqualTo(404);
    assertThat(put("phoenix", LAMP).jsonPath().getLong("revision")).isEqualTo(3);
    assertThat(events("phoenix"))
        .extracting(ItemChanged::deleted)
        .containsExactly(false, true, false);
  }

  @Test
  void manyAreKeptAtOnceOrNone() {
    Response first =
        as(TestKeys.INGEST)
            .body("{\"items\": [{\"itemId\": \"bulk-b\"}, {\"itemId\": \"bulk-a\"}]}")
            .post("/v1/items");
    assertThat(first.jsonPath().getInt("created")).isEqualTo(2);
    Response second =
        as(TestKeys.INGEST)
            .body(
                """
                [{"itemId": "bulk-a", "title": "A"}, {"itemId": "bulk-b"}, {"itemId": "bulk-c"}]
                """)
            .post("/v1/items");
    assertThat(second.jsonPath().getMap(""))
        .isEqualTo(java.util.Map.of("created", 1, "changed", 1, "unchanged", 1));
    Response wrong =
        as(TestKeys.INGEST)
            .body(
                """
                [{"itemId": "bulk-d"}, {"itemId": "bulk-d", "tags": [1]}, {"title": 3}, "x"]
                """)
            .post("/v1/items");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.jsonPath().getList("errors.field", String.class))
        .containsExactlyInAnyOrder(
            "items[1].itemId", "items[1].tags[0]", "items[2].itemId", "items[2].title", "items[3]");
    assertThat(as(TestKeys.INGEST).get("/v1/items/bulk-d").statusCode()).isEqualTo(404);
  }

  @Test
  void theListComesInPages() {
    for (int k = 0; k < 7; k++) {
      put("page-" + k, "{}");
    }
    as(TestKeys.INGEST).delete("/v1/items/page-3");
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      var request = as(TestKeys.DASHBOARD).queryParam("limit", 2);
      if (cursor != null) {
        request.queryParam("cursor", cursor);
      }
      JsonPath page = request.get("/v1/items").jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
      ids.addAll(page.getList("items.itemId", String.class));
      cursor = page.getString("nextCursor");
    } while (cursor != null);
    assertThat(ids).isSorted().doesNotHaveDuplicates().doesNotContain("page-3");
    assertThat(ids).contains("page-0", "page-1", "page-2", "page-4", "page-5", "page-6");
    assertThat(as(TestKeys.ADMIN).get("/v1/items?cursor=!").statusCode()).isEqualTo(400);
    assertThat(as(TestKeys.ADMIN).get("/v1/items?cursor=AA").statusCode()).isEqualTo(400);
    assertThat(as(TestKeys.ADMIN).get("/v1/items?limit=0").statusCode()).isEqualTo(400);
  }

  @Test
  void concurrentChangesEachHaveTheirRevision() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int k = 0; k < 12; k++) {
        String body = "{\"title\": \"" + k + "\"}";
        answers.add(threads.submit(() -> put("race", body).statusCode()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(events("race"))
        .extracting(ItemChanged::revision)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void stateAndEventAreOfOneTransaction() {
    put("one", LAMP);
    String sql =
        """
        SELECT (SELECT xmin FROM recommender.item WHERE item_id = 'one')
          = (SELECT xmin FROM event_log.event WHERE payload ->> 'itemId' = 'one')
        """;
    assertThat(LogTable.texts(sql)).containsExactly("t");
  }

  private static Response put(String itemId, String body) {
    return as(TestKeys.INGEST).body(body).put("/v1/items/{id}", itemId);
  }

  private static List<ItemChanged> events(String itemId) {
    return LogTable.events("ItemChanged").stream()
        .map(payload -> Json.read(payload, ItemChanged.class))
        .filter(event -> event.itemId().equals(itemId))
        .toList();
  }
}

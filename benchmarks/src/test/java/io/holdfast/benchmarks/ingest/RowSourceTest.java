package io.holdfast.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSourceTest {
  private static final String NULL = "\\N";

  @Test
  void bothFormsHoldTheSameRows() {
    Rows rows = new RowSource(1).next(3000, BatchSizes.parse("mixed"));
    List<JsonObject> told = new ArrayList<>();
    for (Rows.Request request : rows.requests()) {
      if (request.rows() == 1) {
        told.add(request.body().toJsonObject());
      } else {
        JsonArray array = request.body().toJsonArray();
        assertThat(array.size()).isEqualTo(request.rows());
        array.forEach(element -> told.add((JsonObject) element));
      }
    }
    String[] lines = new String(rows.copy(), StandardCharsets.UTF_8).split("\n", -1);
    assertThat(told).hasSize(rows.count()).hasSize(lines.length - 1);
    assertThat(rows.count()).isBetween(3000, 3999);
    for (int k = 0; k < told.size(); k++) {
      JsonObject json = told.get(k);
      String[] columns = lines[k].split("\t", -1);
      assertThat(columns[0]).isEqualTo(Integer.toString(k + 1));
      assertThat(columns[1]).isEqualTo(json.getString("eventId"));
      assertThat(columns[2]).isEqualTo(json.getString("occurredAt"));
      assertThat(columns[3]).isEqualTo(json.getString("userId"));
      assertThat(columns[4]).isEqualTo(json.getString("itemId"));
      assertThat(columns[5]).isEqualTo(json.getString("type"));
      assertThat(columns[6]).isEqualTo(orNull(json.getValue("value")));
      assertThat(columns[7]).isEqualTo(json.getString("sessionId"));
      assertThat(columns[8]).isEqualTo(orNull(json.getValue("requestId")));
      assertThat(columns[9]).isEqualTo(json.getJsonObject("context").encode());
      assertThat(columns[10]).isEqualTo("f");
    }
  }

  @Test
  void sizesOfBatches() {
    assertThat(new RowSource(1).next(5, BatchSizes.parse("2")).requests())
        .extracting(Rows.Request::rows)
        .containsExactly(2, 2, 2);
    assertThat(BatchSizes.parse("1").connections()).isEqualTo(256);
    assertThat(BatchSizes.parse("1000").connections()).isEqualTo(12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchSizes.parse("1001"))
        .withMessageContaining("1001");
  }

  private static String orNull(Object value) {
    return value == null ? NULL : value.toString();
  }
}

package io.holdfast.benchmarks.ingest;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The same interactions in two forms.
 *
 * @param requests bodies for {@code POST /v1/interactions}
 * @param copy lines for {@code COPY}
 * @param count how many interactions
 */
record Rows(List<Request> requests, byte[] copy, int count) {
  /**
   * One request.
   *
   * @param body its JSON
   * @param rows how many interactions it carries
   */
  record Request(Buffer body, int rows) {}
}

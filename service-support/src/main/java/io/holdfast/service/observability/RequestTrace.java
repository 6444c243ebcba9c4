package io.holdfast.service.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.UUID;

/**
 * Ties the trace of a request to the request id of its answer, which goes on through the log where
 * no trace does. Taken on the request's own thread and told on any; does nothing while traces are
 * off.
 */
public final class RequestTrace {
  private static final AttributeKey<String> REQUEST_ID =
      AttributeKey.stringKey("holdfast.request_id");

  private final Span span;

  private RequestTrace(Span span) {
    this.span = span;
  }

  /** The trace of the request that this thread answers. */
  public static RequestTrace current() {
    return new RequestTrace(Span.current());
  }

  /** The answer's request id. */
  public void answers(UUID requestId) {
    if (span.isRecording()) {
      span.setAttribute(REQUEST_ID, requestId.toString());
    }
  }
}

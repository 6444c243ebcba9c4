package io.holdfast.service.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Takes what may name a person out of spans before anybody can export them: users' ids in paths,
 * and queries, which carry filters and contexts. Used while traces are on. Thread-safe.
 */
@Singleton
class ImpersonalSpans implements SpanProcessor {
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
  private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
  private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
  private static final String REMOVED = "";

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    String path = span.getAttribute(PATH);
    if (path != null) {
      span.setAttribute(PATH, PersonalPaths.masked(path));
    }
    String full = span.getAttribute(FULL);
    if (full != null) {
      int query = full.indexOf('?');
      span.setAttribute(FULL, PersonalPaths.masked(query < 0 ? full : full.substring(0, query)));
    }
    remove(span, QUERY);
    remove(span, CLIENT);
  }

  private static void remove(ReadWriteSpan span, AttributeKey<String> attribute) {
    if (span.getAttribute(attribute) != null) {
      span.setAttribute(attribute, REMOVED);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // Everything is done at the start.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}

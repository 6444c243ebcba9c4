package io.holdfast.cli.stack;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Reads what tests ask for out of an {@code ExportTraceServiceRequest}. Numbers of fields are those
 * of opentelemetry-proto 1.x; other fields are skipped by their wire type.
 */
final class TraceMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private TraceMessage() {}

  static List<TraceReceiver.Span> spans(byte[] request) {
    List<TraceReceiver.Span> spans = new ArrayList<>();
    each(
        request,
        (resourceSpans, field) -> {
          Map<String, String> resource = new HashMap<>();
          List<byte[]> found = new ArrayList<>();
          each(
              resourceSpans,
              (part, number) -> {
                if (number == 1) {
                  attributes(part, 1, resource);
                } else if (number == 2) {
                  each(part, (span, in) -> addIf(in == 2, found, span));
                }
              });
          found.forEach(span -> spans.add(span(span, resource.get("service.name"))));
        });
    return spans;
  }

  private static void addIf(boolean wanted, List<byte[]> found, byte[] part) {
    if (wanted) {
      found.add(part);
    }
  }

  private static TraceReceiver.Span span(byte[] message, String service) {
    Map<Integer, byte[]> fields = new HashMap<>();
    each(message, (part, field) -> fields.put(field, part));
    Map<String, String> attributes = new HashMap<>();
    attributes(message, 9, attributes);
    return new TraceReceiver.Span(
        service,
        hex(fields.get(1)),
        hex(fields.get(2)),
        hex(fields.getOrDefault(4, new byte[0])),
        text(fields.get(5)),
        attributes);
  }

  private static void attributes(byte[] message, int number, Map<String, String> attributes) {
    each(
        message,
        (part, field) -> {
          if (field == number) {
            Map<Integer, byte[]> pair = new HashMap<>();
            each(part, (value, of) -> pair.put(of, value));
            each(pair.get(2), (value, of) -> attributes.put(text(pair.get(1)), text(value)));
          }
        });
  }

  /** Calls for each field that is bytes, a text or a message. */
  private static void each(byte[] message, ObjIntConsumer<byte[]> field) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) (tag & 7)) {
        case VARINT -> varint(in);
        case FIXED_64 -> in.getLong();
        case FIXED_32 -> in.getInt();
        case BYTES -> {
          byte[] part = new byte[(int) varint(in)];
          in.get(part);
          field.accept(part, (int) (tag >>> 3));
        }
        default -> throw new IllegalArgumentException("no wire type: " + (tag & 7));
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

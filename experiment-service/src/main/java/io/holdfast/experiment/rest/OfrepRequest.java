package io.holdfast.experiment.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.rest.OfrepException.ErrorCode;
import io.holdfast.service.user.UserIds;
import java.io.IOException;
import java.util.Map;

/**
 * The body of an evaluation: the {@code evaluationRequest} and {@code bulkEvaluationRequest} of
 * OFREP 0.3.0.
 *
 * @param targetingKey who asks, by the id that is stored: 1 to {@value Bounds#ID_LENGTH} characters
 * @param context all that is told of the user, the targeting key among it
 */
record OfrepRequest(String targetingKey, Map<String, Object> context) {
  private static final String TARGETING_KEY = "targetingKey";
  private static final ObjectReader READER =
      Json.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

  /** How long a body may be. */
  static final int MOST_BYTES = 64 * 1024;

  /**
   * Reads a body.
   *
   * @param ids what is stored for the user's id, which is all that is given on of it
   * @throws OfrepException if it is none
   */
  static OfrepRequest read(byte[] body, UserIds ids) {
    if (body == null || body.length == 0) {
      throw new OfrepException(ErrorCode.PARSE_ERROR, "The body is empty.");
    }
    if (body.length > MOST_BYTES) {
      throw invalid("The body must have at most " + MOST_BYTES + " bytes.");
    }
    Map<String, Object> context = context(parse(body));
    String key = ids.stored(targetingKey(context));
    context.put(TARGETING_KEY, key);
    return new OfrepRequest(key, context);
  }

  private static Map<String, Object> parse(byte[] body) {
    try {
      Map<String, Object> parsed = READER.readValue(body);
      if (parsed != null) {
        return parsed;
      }
    } catch (JsonProcessingException e) {
      throw new OfrepException(
          ErrorCode.PARSE_ERROR, "The body is no JSON object: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new OfrepException(ErrorCode.PARSE_ERROR, "The body cannot be read: " + e.getMessage());
    }
    throw new OfrepException(ErrorCode.PARSE_ERROR, "The body is no JSON object.");
  }

  @SuppressWarnings("unchecked") // A JSON object, whose names are text.
  private static Map<String, Object> context(Map<String, Object> body) {
    if (!(body.get("context") instanceof Map<?, ?> context)) {
      throw invalid("context must be an object.");
    }
    if (context.size() > Bounds.MAP_ENTRIES) {
      throw invalid("context must have at most " + Bounds.MAP_ENTRIES + " entries.");
    }
    return (Map<String, Object>) context;
  }

  private static String targetingKey(Map<String, Object> context) {
    return switch (context.get(TARGETING_KEY)) {
      case String key when key.length() > Bounds.ID_LENGTH ->
          throw invalid(
              "context.targetingKey must have at most " + Bounds.ID_LENGTH + " characters.");
      case String key when !key.isBlank() -> key;
      case String blank -> throw missing();
      case null -> throw missing();
      default -> throw invalid("context.targetingKey must be text.");
    };
  }

  private static OfrepException missing() {
    return new OfrepException(
        ErrorCode.TARGETING_KEY_MISSING, "context.targetingKey, the user's id, is missing.");
  }

  private static OfrepException invalid(String details) {
    return new OfrepException(ErrorCode.INVALID_CONTEXT, details);
  }
}

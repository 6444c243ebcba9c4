package io.holdfast.experiment.flags;

import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a flag gives to a user: the {@code evaluationSuccess} of OFREP 0.3.0.
 *
 * @param key the flag
 * @param value what it gives; null if the code's default is to hold
 * @param reason why
 * @param variant which variant that is; null if none
 * @param metadata more about it: text, numbers and booleans
 */
public record FlagAnswer(
    String key, FlagValue value, Reason reason, String variant, Map<String, Object> metadata) {
  public FlagAnswer {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(reason, "reason");
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** As it is sent; the same on every replica. */
  String toJson() {
    return Json.write(new Body(key, value, reason.name(), variant, metadata));
  }

  /** The mapper would spell the reason as we do, not as OFREP does. */
  private record Body(
      String key, FlagValue value, String reason, String variant, Map<String, Object> metadata) {}
}

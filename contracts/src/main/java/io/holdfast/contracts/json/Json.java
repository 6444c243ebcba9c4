package io.holdfast.contracts.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.contracts.event.Event;
import io.holdfast.contracts.event.EventKind;
import io.holdfast.contracts.event.ModelReference;
import java.util.Map;

/**
 * The configured mapper and the codec of events. Unknown properties are ignored, because events are
 * additive and an older reader meets newer writers during a rolling update. Thread-safe.
 */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .addModule(modelReferences())
          .addModule(ConditionJson.module())
          .addModule(FlagValueJson.module())
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxStringLength(1 << 20)
                // jsonb writes every number out: 1e-300 comes back with 300 zeros.
                .maxNumberLength(1_000)
                .build());
  }

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private Json() {}

  /** The shared mapper. Do not change its configuration. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The value as JSON text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads JSON text.
   *
   * @throws IllegalArgumentException if it is not JSON of that type
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + place(e), e);
    }
  }

  /** Reads a JSON object as a map. */
  public static Map<String, Object> readMap(String json) {
    try {
      return MAPPER.readValue(json, MAP);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + place(e), e);
    }
  }

  /** Reads an event of that kind. */
  public static Event readEvent(EventKind kind, String json) {
    return read(json, kind.type());
  }

  /** A model is {@code name@version} on the wire. */
  private static SimpleModule modelReferences() {
    return new SimpleModule("model-reference")
        .addSerializer(ModelReference.class, ToStringSerializer.instance)
        .addDeserializer(
            ModelReference.class,
            new FromStringDeserializer<ModelReference>(ModelReference.class) {
              @Override
              protected ModelReference _deserialize(String text, DeserializationContext context) {
                return ModelReference.parse(text);
              }
            });
  }

  private static String place(JsonProcessingException e) {
    return e.getOriginalMessage();
  }
}

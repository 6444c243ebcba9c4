package io.holdfast.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.holdfast.contracts.targeting.Condition;
import java.io.IOException;
import java.util.Map;

/**
 * A condition is its own JSON on the wire, nulls included: {@code {"plan": null}} says something.
 */
final class ConditionJson {
  private ConditionJson() {}

  static SimpleModule module() {
    return new SimpleModule("condition")
        .addSerializer(Condition.class, new Writer())
        .addDeserializer(Condition.class, new Reader());
  }

  private static final class Writer extends StdSerializer<Condition> {
    Writer() {
      super(Condition.class);
    }

    @Override
    public void serialize(
        Condition condition, JsonGenerator generator, SerializerProvider serializers)
        throws IOException {
      JsonTree.write(condition.source(), generator);
    }
  }

  private static final class Reader extends StdDeserializer<Condition> {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    Reader() {
      super(Condition.class);
    }

    @Override
    public Condition deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Map<String, Object> source = parser.readValueAs(MAP);
      try {
        return Condition.of(source);
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, e.getMessage(), e);
      }
    }
  }
}

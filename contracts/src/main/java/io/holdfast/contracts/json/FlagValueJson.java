package io.holdfast.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.holdfast.contracts.event.FlagValue;
import java.io.IOException;

/** A flag's value is its own JSON on the wire, nulls in it included. */
final class FlagValueJson {
  private FlagValueJson() {}

  static SimpleModule module() {
    return new SimpleModule("flag-value")
        .addSerializer(FlagValue.class, new Writer())
        .addDeserializer(FlagValue.class, new Reader());
  }

  private static final class Writer extends StdSerializer<FlagValue> {
    Writer() {
      super(FlagValue.class);
    }

    @Override
    public void serialize(FlagValue value, JsonGenerator generator, SerializerProvider serializers)
        throws IOException {
      JsonTree.write(value.json(), generator);
    }
  }

  private static final class Reader extends StdDeserializer<FlagValue> {
    Reader() {
      super(FlagValue.class);
    }

    @Override
    public FlagValue deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Object json = parser.readValueAs(Object.class);
      try {
        return new FlagValue(json);
      } catch (IllegalArgumentException e) {
        throw JsonMappingException.from(parser, e.getMessage(), e);
      }
    }
  }
}

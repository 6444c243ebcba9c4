package io.holdfast.service.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.contracts.json.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one mapper of Holdfast, in the place of the framework's own. */
@Singleton
public class JsonMapperProducer {
  @Produces
  @Singleton
  ObjectMapper mapper() {
    return Json.mapper();
  }
}

package io.holdfast.service.user;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Makes {@link UserId}s of paths and queries. */
@Provider
public class UserIdParameters implements ParamConverterProvider {
  private final UserIds ids;

  UserIdParameters(UserIds ids) {
    this.ids = ids;
  }

  @Override
  @SuppressWarnings("unchecked") // The converter is for the very class that was asked about.
  public <T> ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    return rawType == UserId.class ? (ParamConverter<T>) new Converter() : null;
  }

  private final class Converter implements ParamConverter<UserId> {
    @Override
    public UserId fromString(String told) {
      return ids.of(told);
    }

    @Override
    public String toString(UserId id) {
      return id.told();
    }
  }
}

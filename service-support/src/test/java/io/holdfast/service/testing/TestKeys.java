package io.holdfast.service.testing;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** One API key a role, made anew in each JVM. */
public final class TestKeys {
  /** The secret of a key that may send interactions. */
  public static final String INGEST = secret(Role.INGEST);

  /** The secret of a key that may ask for recommendations. */
  public static final String SERVE = secret(Role.SERVE);

  /** The secret of a key that may run experiments. */
  public static final String EXPERIMENT = secret(Role.EXPERIMENT);

  /** The secret of a key that may read the dashboard. */
  public static final String DASHBOARD = secret(Role.DASHBOARD);

  /** The secret of a key that may do everything. */
  public static final String ADMIN = secret(Role.ADMIN);

  private static final String SECRET = "holdfast.test.secret.";
  private static final String ENTRY = "holdfast.test.entry.";

  private TestKeys() {}

  /** What the keys file holds. */
  public static List<ApiKey> entries() {
    List<ApiKey> entries = new ArrayList<>();
    for (Role role : Role.values()) {
      secret(role);
      entries.add(Json.read(System.getProperty(ENTRY + role.wire()), ApiKey.class));
    }
    return entries;
  }

  /** System properties are what the class loaders of a Quarkus test have in common. */
  private static String secret(Role role) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      String secret = properties.getProperty(SECRET + role.wire());
      if (secret != null) {
        return secret;
      }
      NewApiKey key = NewApiKey.generate("test-" + role.wire(), Set.of(role), new SecureRandom());
      properties.setProperty(SECRET + role.wire(), key.secret());
      properties.setProperty(ENTRY + role.wire(), Json.write(key.entry()));
      return key.secret();
    }
  }
}

package io.holdfast.contracts.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The database roles of Holdfast: one login role a service, each with a schema of its own, and the
 * roles of the log.
 */
public final class Roles {
  /** The login role of recommender-api. */
  public static final String RECOMMENDER = "holdfast_recommender";

  /** The login role of experiment-service. */
  public static final String EXPERIMENT = "holdfast_experiment";

  /** The login role of metrics-dashboard. */
  public static final String METRICS = "holdfast_metrics";

  private Roles() {}

  /**
   * SQL that makes the roles and schemas; a superuser runs it once in Holdfast's database.
   *
   * @param password the password of the three login roles: letters and digits only
   * @throws IllegalArgumentException if the password has other characters
   */
  public static String sql(String password) {
    if (!password.matches("[A-Za-z0-9]{8,128}")) {
      throw new IllegalArgumentException(
          "the password of the roles must have 8 to 128 letters and digits");
    }
    try (InputStream in = Roles.class.getResourceAsStream("roles.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("${password}", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

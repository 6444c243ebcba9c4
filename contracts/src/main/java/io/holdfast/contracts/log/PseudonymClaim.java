package io.holdfast.contracts.log;

import io.holdfast.contracts.security.PseudonymKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sees to it that one log has one pseudonym key. The first service to start says which; another
 * key, or none, would make strangers of all users, or different ones in each service.
 */
public final class PseudonymClaim {
  private PseudonymClaim() {}

  /**
   * Claims the log for a key, or finds that it has it already.
   *
   * @param jdbcUrl the database
   * @param user a service's login role
   * @param password its password
   * @param fingerprint {@link PseudonymKey#fingerprint()} or {@link PseudonymKey#NO_KEY}
   * @throws IllegalStateException if the log's pseudonyms are of another key, or the database
   *     cannot be asked
   */
  public static void claim(String jdbcUrl, String user, String password, String fingerprint) {
    String held = held(jdbcUrl, user, password, fingerprint);
    if (!held.equals(fingerprint)) {
      throw new IllegalStateException(
          "the users of this log are known by pseudonyms of the key %s, and this service was given %s:"
                  .formatted(held, fingerprint)
              + " set holdfast.privacy.pseudonym-key-file to the same file for all services"
              + " (docs/privacy.md tells how to change the key)");
    }
  }

  private static String held(String jdbcUrl, String user, String password, String fingerprint) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
        PreparedStatement claim =
            connection.prepareStatement("SELECT event_log.claim_pseudonym_key(?)")) {
      claim.setString(1, fingerprint);
      try (ResultSet row = claim.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the log cannot be asked for its pseudonym key", e);
    }
  }
}

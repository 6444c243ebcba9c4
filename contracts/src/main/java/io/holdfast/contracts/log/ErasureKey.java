package io.holdfast.contracts.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which the ids of erased users are hashed (HMAC-SHA-256, RFC 2104), so that a
 * tombstone tells nobody who was erased. All services of one log must have the same key, and it
 * must stay the same for as long as the log lives. Thread-safe.
 */
public final class ErasureKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MINIMUM_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final Mac prototype;

  /**
   * A key of at least 16 bytes.
   *
   * @throws IllegalArgumentException if it is shorter
   */
  public ErasureKey(byte[] secret) {
    if (secret.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "the erasure key must have at least " + MINIMUM_BYTES + " bytes, has " + secret.length);
    }
    try {
      prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
    }
  }

  /** The keyed hash of a user id, 64 hex digits. */
  public String hash(String userId) {
    return hashing().apply(userId);
  }

  /** The same hash for many ids, one after the other; what it returns is not thread-safe. */
  UnaryOperator<String> hashing() {
    try {
      Mac mac = (Mac) prototype.clone();
      return userId -> HEX.formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " of the Java platform can be cloned", e);
    }
  }
}

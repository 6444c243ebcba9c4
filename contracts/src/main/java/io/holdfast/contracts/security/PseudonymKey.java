package io.holdfast.contracts.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns users' ids into pseudonyms: the first 128 bits of HMAC-SHA-256 (RFC 2104, §5 on truncation)
 * over the id's UTF-8 bytes, in base64url without padding, 22 characters. The same id has the same
 * pseudonym for as long as the key is the same; without the key nobody gets from one to the other.
 * Thread-safe.
 */
public final class PseudonymKey {
  /** The fingerprint of having no key at all. */
  public static final String NO_KEY = "none";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MINIMUM_BYTES = 32;
  private static final int PSEUDONYM_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Mac prototype;
  private final String fingerprint;

  /**
   * A key of at least 32 bytes.
   *
   * @throws IllegalArgumentException if it is shorter
   */
  public PseudonymKey(byte[] secret) {
    if (secret.length < MINIMUM_BYTES) {
      throw new IllegalArgumentException(
          "the pseudonym key must have at least " + MINIMUM_BYTES + " bytes, has " + secret.length);
    }
    try {
      prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret);
      fingerprint = HexFormat.of().formatHex(digest, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** The pseudonym of a user's id. */
  public String pseudonym(String userId) {
    try {
      Mac mac = (Mac) prototype.clone();
      byte[] hash = mac.doFinal(userId.getBytes(StandardCharsets.UTF_8));
      return ENCODER.encodeToString(Arrays.copyOf(hash, PSEUDONYM_BYTES));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " of the Java platform can be cloned", e);
    }
  }

  /** Tells keys apart without telling them: 32 hex digits of the key's SHA-256. */
  public String fingerprint() {
    return fingerprint;
  }
}

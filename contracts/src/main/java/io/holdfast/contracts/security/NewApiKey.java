package io.holdfast.contracts.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * A key that was just made. The secret is shown to its owner once and exists nowhere else; the
 * entry is what goes into the keys file.
 *
 * @param secret what clients send in {@code X-API-Key}
 * @param entry what services know of it
 */
public record NewApiKey(String secret, ApiKey entry) {
  /** What every key begins with, so that scanners find one that was committed by mistake. */
  public static final String PREFIX = "hf_";

  private static final int BYTES = 32;

  /** Makes a key of 256 random bits, base64url after the prefix. */
  public static NewApiKey generate(String id, Set<Role> roles, SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String digest = HexFormat.of().formatHex(KeyRing.sha256(secret));
    return new NewApiKey(secret, new ApiKey(id, digest, roles));
  }

  /** Leaves the secret out. */
  @Override
  public String toString() {
    return "NewApiKey[entry=" + entry + "]";
  }
}

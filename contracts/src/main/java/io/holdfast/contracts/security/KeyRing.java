package io.holdfast.contracts.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys that a service knows. Immutable and thread-safe. */
public final class KeyRing {
  private final List<ApiKey> keys;
  private final List<byte[]> digests;

  /**
   * @throws IllegalArgumentException if two keys have the same id or digest
   */
  public KeyRing(Collection<ApiKey> keys) {
    this.keys = List.copyOf(keys);
    this.digests = this.keys.stream().map(key -> HexFormat.of().parseHex(key.sha256())).toList();
    Set<String> seen = new HashSet<>();
    for (ApiKey key : this.keys) {
      if (!seen.add("id " + key.id())) {
        throw new IllegalArgumentException("two keys have the id " + key.id());
      }
      if (!seen.add("sha256 " + key.sha256())) {
        throw new IllegalArgumentException("key " + key.id() + " is the same as an earlier one");
      }
    }
  }

  /**
   * The entry of the key that a client presents, if it is a known one. Takes the same time wherever
   * in the ring it is, and however much of it is right.
   */
  public Optional<ApiKey> find(String presented) {
    byte[] digest = sha256(presented);
    ApiKey found = null;
    for (int k = 0; k < digests.size(); k++) {
      if (MessageDigest.isEqual(digests.get(k), digest)) {
        found = keys.get(k);
      }
    }
    return Optional.ofNullable(found);
  }

  /** What the ring holds. */
  public List<ApiKey> keys() {
    return keys;
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

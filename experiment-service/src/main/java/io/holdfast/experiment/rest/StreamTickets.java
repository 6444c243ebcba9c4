package io.holdfast.experiment.rest;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.clock.WallClock;
import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.KeyRing;
import io.holdfast.contracts.security.Role;
import io.holdfast.service.security.ApiKeyAuthentication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the event stream to whoever cannot send a header with it, as a browser's {@code
 * EventSource}: a ticket in the stream's address, for that stream alone, valid for one to two days.
 *
 * <p>{@code <id of the API key>.<day>.<code>}, where the code is 128 bits of HMAC-SHA-256 over the
 * rest, keyed by the digest of the API key. All replicas have those digests; nobody else has, and a
 * ticket ends with its key. Thread-safe.
 */
@Singleton
class StreamTickets {
  private static final Pattern TICKET = Pattern.compile("(.+)\\.([0-9]{1,6})\\.([\\w-]{22})");
  private static final int CODE_BYTES = 16;
  private static final Set<Role> ROLES = EnumSet.of(Role.SERVE, Role.EXPERIMENT, Role.ADMIN);

  private final Supplier<KeyRing> ring;
  private final Clock clock;

  @Inject
  StreamTickets(ApiKeyAuthentication authentication) {
    this(authentication::ring, new WallClock());
  }

  StreamTickets(Supplier<KeyRing> ring, Clock clock) {
    this.ring = ring;
    this.clock = clock;
  }

  /**
   * Today's ticket for the holder of a key; the same on every replica.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  String issue(String keyId) {
    String prefix = keyId + "." + today();
    return prefix + "." + code(key(keyId), prefix);
  }

  /** Whether that is a ticket of today or yesterday, of a key that may listen. */
  boolean admit(String ticket) {
    Matcher matcher = TICKET.matcher(ticket);
    if (!matcher.matches()) {
      return false;
    }
    long age = today() - Long.parseLong(matcher.group(2));
    ApiKey key = find(matcher.group(1));
    if (key == null || age < 0 || age > 1 || ROLES.stream().noneMatch(key::has)) {
      return false;
    }
    String expected = code(key, matcher.group(1) + "." + matcher.group(2));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        matcher.group(3).getBytes(StandardCharsets.US_ASCII));
  }

  private long today() {
    return clock.now().getEpochSecond() / Duration.ofDays(1).toSeconds();
  }

  private ApiKey key(String id) {
    ApiKey key = find(id);
    if (key == null) {
      throw new IllegalArgumentException("there is no key " + id);
    }
    return key;
  }

  private ApiKey find(String id) {
    return ring.get().keys().stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
  }

  private static String code(ApiKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = ("holdfast stream " + key.sha256()).getBytes(StandardCharsets.US_ASCII);
      mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
      byte[] code = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(code, CODE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}

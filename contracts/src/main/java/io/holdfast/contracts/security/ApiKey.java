package io.holdfast.contracts.security;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known of an API key: enough to recognise it, not enough to use it.
 *
 * @param id names the key in logs and events
 * @param sha256 the SHA-256 of the key, 64 lower-case hexadecimal digits
 * @param roles what it allows, at least one
 */
public record ApiKey(String id, String sha256, Set<Role> roles) {
  /** What an id looks like. */
  public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Messages never repeat the digest: whoever mistakes it for the key would see the key logged. */
  public ApiKey {
    if (id == null || !ID.matcher(id).matches()) {
      throw new IllegalArgumentException("id must match " + ID);
    }
    if (sha256 == null || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("sha256 must have 64 lower-case hexadecimal digits");
    }
    if (roles == null || roles.isEmpty()) {
      throw new IllegalArgumentException("roles must name at least one of " + Role.wireNames());
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  /** Whether the key allows that. */
  public boolean has(Role role) {
    return roles.contains(role);
  }
}

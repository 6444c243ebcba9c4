package io.holdfast.contracts.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an API key allows. No role contains another. */
public enum Role {
  /** Tell interactions, items and users. */
  INGEST,
  /** Ask for recommendations and assignments. */
  SERVE,
  /** Make and run experiments. */
  EXPERIMENT,
  /** Read results. */
  DASHBOARD,
  /** Models, erasure, the clock, and whatever else changes the platform itself. */
  ADMIN;

  /** The name on the wire: lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with that name on the wire, if there is one. */
  public static Optional<Role> ofWire(String wire) {
    return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
  }

  /** All names on the wire. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Role::wire).toList();
  }
}

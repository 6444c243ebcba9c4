package io.holdfast.service.observability;

import java.util.regex.Pattern;

/** Paths without the users that they name, for logs and traces. */
public final class PersonalPaths {
  private static final Pattern USER = Pattern.compile("(/(?:users|assignments)/)[^/?]+");

  private PersonalPaths() {}

  /** The path or address with <code>{id}</code> in the place of a user's id. */
  public static String masked(String path) {
    return USER.matcher(path).replaceFirst("$1{id}");
  }
}

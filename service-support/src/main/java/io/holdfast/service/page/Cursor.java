package io.holdfast.service.page;

import io.holdfast.contracts.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Opaque cursors: the sort position of a page's last row, so that clients do not build on it. */
public final class Cursor {
  private Cursor() {}

  /** The cursor of a position. */
  public static String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The position of a cursor; null for null, which is the first page.
   *
   * @throws ProblemException if it is none that we gave
   */
  public static String decode(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor)))
          .toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw ProblemException.invalid("cursor", "must be the nextCursor of an earlier answer");
    }
  }
}

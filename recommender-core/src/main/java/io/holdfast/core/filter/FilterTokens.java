package io.holdfast.core.filter;

import java.util.Locale;
import java.util.Set;

/** The words of a filter's text, one after another. Not thread-safe. */
final class FilterTokens {
  private static final Set<String> TWO_CHARACTERS = Set.of("!=", "<=", ">=");
  private static final String SYMBOLS = "=<>(),.+-";

  /** What a token is. */
  enum Kind {
    WORD,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /**
   * A token.
   *
   * @param kind what it is
   * @param text its characters, without quotes
   * @param start where it begins
   */
  record Token(Kind kind, String text, int start) {

    boolean isSymbol(String symbol) {
      return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it is that word; keywords may be in capitals. */
    boolean isWord(String word) {
      return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(word);
    }

    /** How messages call it. */
    String found() {
      return switch (kind) {
        case END -> "the end";
        case TEXT -> "the text '" + text + "'";
        default -> text;
      };
    }
  }

  private final String text;
  private int at;
  private Token next;

  FilterTokens(String text) {
    this.text = text;
    this.next = read();
  }

  /** The next token, which stays. */
  Token peek() {
    return next;
  }

  /** The next token, which is gone then. */
  Token take() {
    Token taken = next;
    next = read();
    return taken;
  }

  /** Takes the next token if it is that symbol. */
  boolean takeSymbol(String symbol) {
    return next.isSymbol(symbol) && take() != null;
  }

  /** Takes the next token if it is that word. */
  boolean takeWord(String word) {
    return next.isWord(word) && take() != null;
  }

  private Token read() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "", at);
    }
    char first = text.charAt(at);
    if (first == '\'') {
      return quoted(Kind.TEXT);
    }
    if (first == '"') {
      return quoted(Kind.QUOTED_NAME);
    }
    if (isDigit(first)) {
      return number();
    }
    if (isNameStart(first)) {
      return word();
    }
    return symbol();
  }

  /** A quote within is written twice. */
  private Token quoted(Kind kind) {
    int start = at;
    char quote = text.charAt(at++);
    StringBuilder inside = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != quote) {
        inside.append(c);
      } else if (at < text.length() && text.charAt(at) == quote) {
        inside.append(c);
        at++;
      } else {
        return new Token(kind, inside.toString(), start);
      }
    }
    throw new FilterSyntaxException(start, "the quote " + quote + " is never closed");
  }

  private Token number() {
    int start = at;
    skipDigits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      skipDigits();
    }
    return new Token(Kind.NUMBER, text.substring(start, at), start);
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Token word() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return new Token(Kind.WORD, text.substring(start, at), start);
  }

  private Token symbol() {
    int start = at;
    String two = text.substring(at, Math.min(at + 2, text.length()));
    if (TWO_CHARACTERS.contains(two)) {
      at += 2;
      return new Token(Kind.SYMBOL, two, start);
    }
    if (SYMBOLS.indexOf(text.charAt(at)) < 0) {
      throw new FilterSyntaxException(
          at, "a filter has no " + Character.toString(text.codePointAt(at)));
    }
    at++;
    return new Token(Kind.SYMBOL, text.substring(start, at), start);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || Character.isLetter(c);
  }
}

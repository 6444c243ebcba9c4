package io.holdfast.contracts.bucketing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an assignment knows of a user. Made once a request and used for every experiment.
 *
 * @param id who; takes no part in anything if empty
 * @param attributes what conditions are evaluated over: JSON as Java reads it; not copied, so it
 *     must not change
 * @param forced the variant by experiment that someone asked to look at; results leave it out
 * @param sticky what the user was exposed to before
 */
public record UserContext(
    String id, Map<String, ?> attributes, Map<String, String> forced, StickyVariants sticky) {
  /** The attribute that holds the user's id, whatever else is declared. */
  public static final String ID = "id";

  public UserContext {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(forced, "forced");
    Objects.requireNonNull(sticky, "sticky");
  }

  /** A user of whom nothing else is known. */
  public static UserContext of(String id) {
    return new UserContext(id, Map.of(ID, id), Map.of(), StickyVariants.NONE);
  }

  /**
   * A user and a request.
   *
   * @param declared the user's declared attributes
   * @param request what the request tells, such as country and platform; goes before what is
   *     declared, being newer
   */
  public static UserContext of(String id, Map<String, ?> declared, Map<String, ?> request) {
    Map<String, Object> attributes = new LinkedHashMap<>(declared);
    attributes.putAll(request);
    attributes.put(ID, id);
    return new UserContext(id, attributes, Map.of(), StickyVariants.NONE);
  }

  /** The same user, who was exposed to that before. */
  public UserContext keeping(StickyVariants kept) {
    return new UserContext(id, attributes, forced, kept);
  }

  /** The same user, to whom those variants are shown whatever else is known. */
  public UserContext forcedTo(Map<String, String> variants) {
    return new UserContext(id, attributes, variants, sticky);
  }
}

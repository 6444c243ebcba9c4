package io.holdfast.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A list of recommendations was answered. The {@code requestId} ties assignment, model version,
 * items shown, clicks, session and return visit together.
 *
 * @param requestId minted by recommender-api for the response; the event's id
 * @param userId for whom; null for an anonymous session
 * @param scenario the named place of the list, e.g. {@code home}
 * @param scenarioVersion that scenario's version
 * @param model the model that ranked; null if none did, or if two did, interleaved
 * @param source {@code model}, {@code interleaved}, or the fallback's name
 * @param items what was shown, in order
 * @param experiments the variants that the user got
 * @param context country, platform, declared attributes at exposure
 * @param trigger who asked; only {@link Trigger#USER} exposes
 * @param servedAt when
 */
public record RecommendationServed(
    UUID requestId,
    String userId,
    String scenario,
    int scenarioVersion,
    ModelReference model,
    String source,
    List<ServedItem> items,
    List<AssignedVariant> experiments,
    Map<String, Object> context,
    Trigger trigger,
    Instant servedAt)
    implements Event {

  /** The source of a list that the asked-for model ranked. */
  public static final String SOURCE_MODEL = "model";

  /** The source of a list that two models ranked, interleaved. */
  public static final String SOURCE_INTERLEAVED = "interleaved";

  /** Who asked for a list. */
  public enum Trigger {
    /** A person saw it. */
    USER,
    /** It was computed ahead, for instance for an e-mail. */
    BATCH,
    /** Someone of the team looked at it. */
    PREVIEW;

    /** The name on the wire: lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RecommendationServed {
    Objects.requireNonNull(requestId, "requestId");
    Bounds.optionalId("userId", userId);
    Bounds.id("scenario", scenario);
    Bounds.id("source", source);
    items = Bounds.list(items);
    experiments = Bounds.list(experiments);
    context = Bounds.map("context", context);
    Objects.requireNonNull(trigger, "trigger");
    servedAt = Bounds.micros("servedAt", servedAt);
  }

  @Override
  public UUID eventId() {
    return requestId;
  }

  @Override
  public Instant occurredAt() {
    return servedAt;
  }
}

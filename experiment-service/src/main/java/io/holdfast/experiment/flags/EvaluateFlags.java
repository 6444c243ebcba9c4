package io.holdfast.experiment.flags;

import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.log.EventLog;
import io.holdfast.experiment.domain.ExperimentView;
import io.holdfast.experiment.domain.ExposedVariants;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What flags give to a user, by the function that recommender-api evaluates and over the same
 * attributes: what was declared of the user, and over it what the request tells. Thread-safe.
 */
public final class EvaluateFlags {
  private final ExperimentView<FlagSet> flags;
  private final EventLog log;
  private final ExposedVariants exposures;

  /**
   * Evaluates those.
   *
   * @param flags all flags
   * @param log what was declared of users
   * @param exposures what users were exposed to first
   */
  public EvaluateFlags(ExperimentView<FlagSet> flags, EventLog log, ExposedVariants exposures) {
    this.flags = flags;
    this.log = log;
    this.exposures = exposures;
  }

  /**
   * What all flags give.
   *
   * @param tag the tag of the flags' configuration
   * @param answers a {@link FlagAnswer} as JSON each, in the order of the flags' keys
   */
  public record Answers(String tag, List<String> answers) {}

  /**
   * Evaluates one flag.
   *
   * @param key which
   * @param userId who asks, not empty
   * @param context what the request tells of the user
   * @return a {@link FlagAnswer} as JSON; empty if there is no such flag
   */
  public Uni<Optional<String>> one(String key, String userId, Map<String, Object> context) {
    Optional<FlagSet> known = flags.known();
    return known.isPresent()
        ? one(known.get().find(key), userId, context)
        : flags.checked().chain(set -> one(set.find(key), userId, context));
  }

  private Uni<Optional<String>> one(
      Optional<Flag> flag, String userId, Map<String, Object> context) {
    return flag.isPresent() && (flag.get().asksForAttributes() || flag.get().asksForExposures())
        ? user(flag.get().asksForAttributes(), flag.get().asksForExposures(), userId, context)
            .map(user -> Optional.of(flag.get().evaluate(user)))
        : Uni.createFrom().item(flag.map(each -> each.evaluate(UserContext.of(userId))));
  }

  /**
   * Evaluates all flags.
   *
   * @param userId who asks, not empty
   * @param context what the request tells of the user
   * @param tag a tag of the flags' configuration that the client heard of; null for none. One that
   *     is not known here is looked for in the database.
   */
  public Uni<Answers> all(String userId, Map<String, Object> context, String tag) {
    return flags
        .current()
        .chain(
            set ->
                tag == null || tag.equals(set.tag()) ? Uni.createFrom().item(set) : flags.checked())
        .chain(
            set ->
                user(set.asksForAttributes(), set.asksForExposures(), userId, context)
                    .map(
                        user ->
                            new Answers(
                                set.tag(),
                                set.flags().stream().map(flag -> flag.evaluate(user)).toList())));
  }

  /** Attributes and exposures are read only if a flag asks. */
  private Uni<UserContext> user(
      boolean attributes, boolean exposed, String userId, Map<String, Object> context) {
    Uni<UserContext> user =
        attributes
            ? log.attributes(userId).map(declared -> UserContext.of(userId, declared, context))
            : Uni.createFrom().item(UserContext.of(userId));
    return exposed
        ? Uni.combine().all().unis(user, exposures.of(userId)).with(UserContext::keeping)
        : user;
  }
}

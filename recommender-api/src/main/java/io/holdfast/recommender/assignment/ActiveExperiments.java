package io.holdfast.recommender.assignment;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.event.AssignedVariant;
import io.holdfast.contracts.event.AssignmentReason;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.ExperimentSource;
import io.holdfast.recommender.domain.ExperimentSource.Experiments;
import io.holdfast.recommender.domain.ExperimentSource.Silent;
import io.holdfast.recommender.domain.ExperimentSource.Unchanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The running experiments as they were last told. While their source does not answer, the last ones
 * stay in force, so users keep their variants and recommendations go on. Assigning is a computation
 * in memory. Thread-safe.
 */
@ApplicationScoped
public class ActiveExperiments {
  private static final Logger LOG = Logger.getLogger(ActiveExperiments.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private record Known(String tag, List<Assigner> assigners) {}

  private final ExperimentSource source;
  private final AssignmentSettings settings;
  private final Event<ExperimentsChanged> changes;
  private volatile Known known = new Known(null, List.of());
  private volatile boolean told;
  private volatile boolean answering;
  private volatile BackgroundLoop loop;

  ActiveExperiments(
      ExperimentSource source, AssignmentSettings settings, Event<ExperimentsChanged> changes) {
    this.source = source;
    this.settings = settings;
    this.changes = changes;
  }

  void start(@Observes StartupEvent starting) {
    loop = BackgroundLoop.start("experiments", settings.pollInterval(), this::refresh);
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.close();
  }

  /** Asks the source as soon as may be: something changed there. */
  public void refreshSoon() {
    BackgroundLoop running = loop;
    if (running != null) {
      running.wakeUp();
    }
  }

  /** Asks the source once; if it fails, what was known stays. */
  public void refresh() {
    Known before = known;
    switch (source.active(before.tag()).await().atMost(LONGEST_WAIT)) {
      case Silent() -> answering = false;
      case Unchanged() -> answering = true;
      case Experiments(String tag, List<ExperimentDefinition> definitions) -> {
        known = new Known(tag, definitions.stream().map(Assigner::new).toList());
        told = true;
        answering = true;
        if (!definitions.equals(definitions(before))) {
          LOG.infof(
              "running experiments: %s",
              definitions.stream()
                  .map(definition -> definition.key() + " revision " + definition.revision())
                  .collect(Collectors.joining(", ", "[", "]")));
          changes.fire(new ExperimentsChanged());
        }
      }
    }
  }

  private static List<ExperimentDefinition> definitions(Known known) {
    return known.assigners().stream().map(Assigner::experiment).toList();
  }

  /** Whether the source answers; if not, the last known experiments are in force. */
  public boolean answering() {
    return answering;
  }

  /** Whether they were told since the start; if not, nobody gets a variant. */
  public boolean areKnown() {
    return told;
  }

  /** The keys of the running experiments. */
  public List<String> keys() {
    return definitions(known).stream().map(ExperimentDefinition::key).toList();
  }

  /** Every model that a running experiment may give to somebody. */
  public Set<ModelReference> models() {
    Set<ModelReference> models = new LinkedHashSet<>();
    for (ExperimentDefinition experiment : definitions(known)) {
      for (VariantDefinition variant : experiment.variants()) {
        if (variant.model() != null) {
          models.add(variant.model());
        }
      }
    }
    return models;
  }

  /** The running experiment of that key in the scenario. */
  public Optional<ExperimentDefinition> find(String scenario, String key) {
    return in(scenario)
        .map(Assigner::experiment)
        .filter(experiment -> experiment.key().equals(key))
        .findFirst();
  }

  /** Whether an experiment in the scenario asks for attributes of its users. */
  public boolean anyTargeted(String scenario) {
    return in(scenario).anyMatch(ActiveExperiments::isTargeted);
  }

  /** Whether exposed users of an experiment in the scenario have to be looked up. */
  public boolean anySticky(String scenario) {
    return in(scenario).anyMatch(ActiveExperiments::isSticky);
  }

  /**
   * The user's variants in the scenario, and the sides of the holdouts that their experiments name.
   * Experiments that meet in a user of one scenario share a namespace, so at most one of them names
   * a model or tells a setting; the first does if they should not, or one that is forced.
   */
  public Assignments assign(String scenario, UserContext user) {
    return assign(in(scenario), user);
  }

  /**
   * The same where something cannot be read: experiments that ask for it have to do without the
   * user.
   *
   * @param attributes whether the user's attributes were read
   * @param exposures whether what the user was exposed to was read
   */
  public Assignments assign(
      String scenario, UserContext user, boolean attributes, boolean exposures) {
    return assign(
        in(scenario)
            .filter(
                assigner ->
                    user.forced().containsKey(assigner.experiment().key())
                        || ((attributes || !isTargeted(assigner))
                            && (exposures || !isSticky(assigner)))),
        user);
  }

  private Stream<Assigner> in(String scenario) {
    return known.assigners().stream()
        .filter(assigner -> assigner.experiment().scenario().equals(scenario));
  }

  private static boolean isTargeted(Assigner assigner) {
    return assigner.experiment().condition() != null;
  }

  private static boolean isSticky(Assigner assigner) {
    return assigner.experiment().sticky();
  }

  private static Assignments assign(Stream<Assigner> assigners, UserContext user) {
    List<AssignedVariant> variants = new ArrayList<>();
    Map<String, AssignedVariant> holdouts = new LinkedHashMap<>();
    Deque<VariantParameters> parameters = new ArrayDeque<>();
    ModelReference model = null;
    RankingPair interleaved = null;
    for (Assigner assigner : assigners.toList()) {
      Optional<Assignment> assignment = assigner.assign(user);
      if (assignment.isPresent()) {
        variants.add(assignment.get().toEvent());
        ModelReference override = assigner.experiment().variant(assignment.get().variant()).model();
        boolean forced = assignment.get().reason() == AssignmentReason.FORCED;
        if (model == null || forced) {
          model = override;
          interleaved =
              assignment.get().reason() == AssignmentReason.INTERLEAVED
                  ? pair(assigner.experiment())
                  : null;
        }
        addParameters(parameters, assigner.experiment(), assignment.get());
        Holdout holdout = assigner.experiment().holdout();
        if (holdout != null && !forced) {
          holdouts.computeIfAbsent(holdout.name(), name -> holdout.assignment(user.id()).toEvent());
        }
      }
    }
    variants.addAll(holdouts.values());
    return variants.isEmpty()
        ? Assignments.NONE
        : new Assignments(variants, model, interleaved, List.copyOf(parameters));
  }

  /** Rankings that are interleaved differ in their models alone. The later parameters hold. */
  private static void addParameters(
      Deque<VariantParameters> parameters, ExperimentDefinition experiment, Assignment assignment) {
    Map<String, Object> told = experiment.variant(assignment.variant()).parameters();
    if (told.isEmpty() || assignment.reason() == AssignmentReason.INTERLEAVED) {
      return;
    }
    VariantParameters these =
        new VariantParameters(
            new VariantParameters.Origin(
                experiment.key(), experiment.revision(), assignment.variant()),
            told);
    if (assignment.reason() == AssignmentReason.FORCED) {
      parameters.addLast(these);
    } else {
      parameters.addFirst(these);
    }
  }

  private static RankingPair pair(ExperimentDefinition experiment) {
    VariantDefinition control = experiment.variant(experiment.control());
    VariantDefinition challenger =
        experiment.variants().stream()
            .filter(variant -> !variant.equals(control))
            .findFirst()
            .orElseThrow();
    return new RankingPair(control.name(), control.model(), challenger.name(), challenger.model());
  }
}

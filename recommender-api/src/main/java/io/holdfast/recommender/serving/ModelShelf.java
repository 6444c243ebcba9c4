package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.recommender.domain.ModelState;
import io.holdfast.recommender.domain.RegisteredModel;
import io.holdfast.recommender.registry.ArtifactCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Loads the models that are wanted, and swaps them in at once.
 *
 * <p>Loading and warming up happen on the caller's thread, never on a request's; {@link #shelf()}
 * is a volatile read. An artifact that cannot be loaded is named and left out, and whatever served
 * before goes on serving; it is tried again after a pause. Models that nobody wants any more stay
 * as long as there is room for them. {@link #arrange} is called by one thread at a time.
 */
@ApplicationScoped
public class ModelShelf {
  private static final Logger LOG = Logger.getLogger(ModelShelf.class);

  /**
   * A model that could not be loaded.
   *
   * @param digest of its artifact
   * @param message why
   * @param lasting whether the artifact itself is at fault, so that it will not get better
   * @param at when it was tried last, system time
   */
  public record Failure(String digest, String message, boolean lasting, Instant at) {}

  private final ArtifactCache cache;
  private final CatalogueView catalogue;
  private final WarmUp warmUp;
  private final ModelUse use;
  private final ModelSettings settings;
  private final ModelMemory memory;
  private final LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
  private final Map<ModelReference, Failure> failures = new ConcurrentHashMap<>();
  private volatile Shelf shelf = Shelf.EMPTY;
  private volatile ModelReference missing;
  private volatile long bytes;

  ModelShelf(
      ArtifactCache cache,
      CatalogueView catalogue,
      WarmUp warmUp,
      ModelUse use,
      ModelSettings settings,
      MeterRegistry meters) {
    this.cache = cache;
    this.catalogue = catalogue;
    this.warmUp = warmUp;
    this.use = use;
    this.settings = settings;
    this.memory = new ModelMemory(settings.memoryBytes(), use::last);
    Gauge.builder("holdfast.models.loaded", this, self -> self.shelf.models().size())
        .description("Models in memory")
        .register(meters);
    Gauge.builder("holdfast.models.memory", this, self -> self.bytes)
        .description("Memory that the loaded models take, as estimated")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("holdfast.models.memory.budget", memory, ModelMemory::budget)
        .description("Memory that models may take")
        .baseUnit("bytes")
        .register(meters);
    Gauge.builder("holdfast.models.refused", failures, Map::size)
        .description("Models that are wanted and cannot be loaded")
        .register(meters);
  }

  /** What is loaded now. */
  public Shelf shelf() {
    return shelf;
  }

  /** Why a wanted model is not loaded. */
  public Map<ModelReference, Failure> failures() {
    return Map.copyOf(failures);
  }

  /**
   * Whether the active model serves, or never will because its artifact is at fault, or there is
   * none, as of the last time the shelf was arranged.
   */
  public boolean isSettled() {
    ModelReference waitedFor = missing;
    Failure failure = waitedFor == null ? null : failures.get(waitedFor);
    return waitedFor == null || (failure != null && failure.lasting());
  }

  /**
   * Makes the shelf hold what is wanted: the active model first, which serves as soon as it is
   * loaded, then the others.
   *
   * @param usable the models of the registry that may serve
   * @param experiments models that running experiments name
   * @param previews models that previews asked for, the latest last
   * @param counted popularity counted from the log, asked for where no model tells it; empty if
   *     nothing new is known of it
   */
  public synchronized void arrange(
      List<RegisteredModel> usable,
      Set<ModelReference> experiments,
      List<ModelReference> previews,
      Supplier<Optional<ServableModel>> counted) {
    Optional<RegisteredModel> active =
        usable.stream().filter(model -> model.state() == ModelState.ACTIVE).findFirst();
    Optional<RegisteredModel> popular = latestPopular(usable);
    Function<ModelReference, Want> wants =
        reference -> {
          if (active.filter(model -> model.reference().equals(reference)).isPresent()
              || popular.filter(model -> model.reference().equals(reference)).isPresent()
              || isServing(reference)) {
            return Want.SERVING;
          }
          if (experiments.contains(reference)) {
            return Want.EXPERIMENT;
          }
          return previews.contains(reference) ? Want.PREVIEW : Want.NOBODY;
        };
    Set<ModelReference> known =
        usable.stream().map(RegisteredModel::reference).collect(Collectors.toSet());
    memory.retain(model -> known.contains(model.reference()) || model.equals(shelf.active()));
    use.retain(known);
    List<RegisteredModel> wanted =
        usable.stream()
            .filter(model -> wants.apply(model.reference()) != Want.NOBODY)
            .sorted(
                Comparator.<RegisteredModel, Boolean>comparing(
                        model -> active.filter(model::equals).isEmpty())
                    .thenComparing(model -> wants.apply(model.reference()))
                    .thenComparing(model -> -previews.indexOf(model.reference())))
            .toList();
    failures.keySet().retainAll(wanted.stream().map(RegisteredModel::reference).toList());
    for (RegisteredModel model : wanted) {
      if (load(model, wants)) {
        publish(active, popular, counted);
      }
    }
    publish(active, popular, counted);
    missing =
        active
            .map(RegisteredModel::reference)
            .filter(reference -> !isServing(reference))
            .orElse(null);
  }

  private boolean isServing(ModelReference reference) {
    ServableModel serving = shelf.active();
    return serving != null && serving.reference().equals(reference);
  }

  /** The popular model that was activated or registered last. */
  private static Optional<RegisteredModel> latestPopular(List<RegisteredModel> usable) {
    return usable.stream()
        .filter(model -> model.modelKind().equals(PopularModel.KIND))
        .max(
            Comparator.comparing(
                model ->
                    model.activatedAt() != null && model.activatedAt().isAfter(model.registeredAt())
                        ? model.activatedAt()
                        : model.registeredAt()));
  }

  /** The active model, or the one that served before as long as the active one is not loaded. */
  private ServableModel serving(Optional<RegisteredModel> active) {
    return active
        .map(model -> memory.find(model.reference(), model.digest()).orElse(shelf.active()))
        .orElse(null);
  }

  private ServableModel popularity(
      Optional<RegisteredModel> popular,
      ServableModel serving,
      Supplier<Optional<ServableModel>> counted) {
    Optional<ServableModel> loaded =
        popular.flatMap(model -> memory.find(model.reference(), model.digest()));
    if (loaded.isPresent()) {
      return loaded.get();
    }
    if (serving != null) {
      return sameAsBefore(serving)
          .orElseGet(
              () ->
                  servable(
                      serving.reference(), serving.digest(), PopularModel.of(serving.model())));
    }
    return counted.get().orElse(shelf.popular());
  }

  /** The popularity that was taken out of this model before. */
  private Optional<ServableModel> sameAsBefore(ServableModel serving) {
    return Optional.ofNullable(shelf.popular())
        .filter(before -> serving.digest().equals(before.digest()));
  }

  /** Loads a model if it is not loaded; whether it was loaded now. */
  private boolean load(RegisteredModel model, Function<ModelReference, Want> wants) {
    ModelReference reference = model.reference();
    if (memory.find(reference, model.digest()).isPresent()) {
      failures.remove(reference);
      return false;
    }
    Failure failure = failures.get(reference);
    if (failure != null && failure.at().plus(settings.retryInterval()).isAfter(Instant.now())) {
      return false;
    }
    try {
      Artifact artifact = cache.fetch(model.digest());
      long needed = ModelMemory.footprint(artifact);
      boolean room = memory.makeRoom(needed, wants.apply(reference), wants);
      show(new Shelf(memory.models(), shelf.active(), shelf.popular()));
      if (!room) {
        failed(
            model,
            "it takes about %,d bytes, for which holdfast.models.memory leaves no room"
                .formatted(needed),
            false);
        return false;
      }
      RankingModel loaded = RankingModels.load(artifact, linearAlgebra).model();
      warmUp.run(loaded);
      memory.put(servable(reference, model.digest(), loaded), needed);
      failures.remove(reference);
      LOG.infof("model %s is loaded, %d items", reference, loaded.items().size());
      return true;
    } catch (ArtifactException e) {
      failed(model, e.getMessage(), true);
    } catch (IOException e) {
      failed(model, e.getMessage(), false);
    } catch (RuntimeException e) {
      failed(model, "it cannot rank: " + e, true);
    }
    return false;
  }

  private void failed(RegisteredModel model, String message, boolean lasting) {
    LOG.errorf("model %s cannot be loaded, it is left out: %s", model.reference(), message);
    failures.put(model.reference(), new Failure(model.digest(), message, lasting, Instant.now()));
  }

  private ServableModel servable(ModelReference reference, String digest, RankingModel model) {
    return new ServableModel(reference, digest, model, catalogue.numbers(model.items()));
  }

  private void publish(
      Optional<RegisteredModel> active,
      Optional<RegisteredModel> popular,
      Supplier<Optional<ServableModel>> counted) {
    ServableModel serving = serving(active);
    show(new Shelf(memory.models(), serving, popularity(popular, serving, counted)));
  }

  private void show(Shelf next) {
    Shelf before = shelf;
    bytes = memory.bytes();
    if (next.equals(before)) {
      return;
    }
    shelf = next;
    before.models().keySet().stream()
        .filter(reference -> !next.models().containsKey(reference))
        .forEach(reference -> LOG.infof("model %s is unloaded", reference));
    if (next.active() != null && !next.active().equals(before.active())) {
      LOG.infof("model %s serves now", next.active().reference());
    }
  }
}

package io.holdfast.recommender.serving;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.artifact.Artifact;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.LoadedModel;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.recommender.domain.ModelState;
import io.holdfast.recommender.domain.RegisteredModel;
import io.holdfast.recommender.registry.ArtifactCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Loads the models that are wanted, and swaps them in at once.
 *
 * <p>Loading happens on the caller's thread, never on a request's; {@link #shelf()} is a volatile
 * read. An artifact that cannot be loaded is named and left out, and whatever served before goes on
 * serving; it is tried again after a pause. {@link #arrange} is called by one thread at a time.
 */
@ApplicationScoped
public class ModelShelf {
  private static final Logger LOG = Logger.getLogger(ModelShelf.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  /**
   * A model that could not be loaded.
   *
   * @param digest of its artifact
   * @param message why
   * @param at when it was tried last, system time
   */
  public record Failure(String digest, String message, Instant at) {}

  private final ArtifactCache cache;
  private final CatalogueView catalogue;
  private final LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
  private final Map<ModelReference, Failure> failures = new ConcurrentHashMap<>();
  private volatile Shelf shelf = Shelf.EMPTY;

  ModelShelf(ArtifactCache cache, CatalogueView catalogue) {
    this.cache = cache;
    this.catalogue = catalogue;
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
   * Makes the shelf hold what is wanted.
   *
   * @param usable the models of the registry that may serve
   * @param named models that experiments or previews name
   * @param counted popularity counted from the log, asked for where no model tells it; empty if
   *     nothing new is known of it
   */
  public synchronized void arrange(
      List<RegisteredModel> usable,
      Set<ModelReference> named,
      Supplier<Optional<ServableModel>> counted) {
    Optional<RegisteredModel> active =
        usable.stream().filter(model -> model.state() == ModelState.ACTIVE).findFirst();
    Optional<RegisteredModel> popular = latestPopular(usable);
    List<RegisteredModel> asked =
        usable.stream()
            .filter(
                model ->
                    named.contains(model.reference())
                        || active.filter(model::equals).isPresent()
                        || popular.filter(model::equals).isPresent())
            .toList();
    failures.keySet().retainAll(asked.stream().map(RegisteredModel::reference).toList());
    Map<ModelReference, ServableModel> wanted = new LinkedHashMap<>();
    for (RegisteredModel model : asked) {
      ready(model).ifPresent(loaded -> wanted.put(loaded.reference(), loaded));
    }
    ServableModel serving = serving(active, wanted);
    if (serving != null) {
      wanted.putIfAbsent(serving.reference(), serving);
    }
    publish(new Shelf(wanted, serving, popularity(popular, wanted, serving, counted)));
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
  private ServableModel serving(
      Optional<RegisteredModel> active, Map<ModelReference, ServableModel> wanted) {
    if (active.isEmpty()) {
      return null;
    }
    ServableModel loaded = wanted.get(active.get().reference());
    return loaded == null ? shelf.active() : loaded;
  }

  private ServableModel popularity(
      Optional<RegisteredModel> popular,
      Map<ModelReference, ServableModel> wanted,
      ServableModel serving,
      Supplier<Optional<ServableModel>> counted) {
    ServableModel loaded = popular.map(model -> wanted.get(model.reference())).orElse(null);
    if (loaded != null) {
      return loaded;
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

  /** The loaded model, loaded now if it was not before; empty if it cannot be. */
  private Optional<ServableModel> ready(RegisteredModel model) {
    ServableModel before = shelf.models().get(model.reference());
    if (before != null && before.digest().equals(model.digest())) {
      return Optional.of(before);
    }
    Failure failure = failures.get(model.reference());
    if (failure != null && failure.at().plus(PAUSE_AFTER_FAILURE).isAfter(Instant.now())) {
      return Optional.empty();
    }
    try {
      Artifact artifact = cache.fetch(model.digest());
      LoadedModel loaded = RankingModels.load(artifact, linearAlgebra);
      failures.remove(model.reference());
      LOG.infof("model %s is loaded, %d items", model.reference(), loaded.model().items().size());
      return Optional.of(servable(model.reference(), model.digest(), loaded.model()));
    } catch (IOException | RuntimeException e) {
      LOG.errorf(
          "model %s cannot be loaded, it is left out: %s", model.reference(), e.getMessage());
      failures.put(model.reference(), new Failure(model.digest(), e.getMessage(), Instant.now()));
      return Optional.empty();
    }
  }

  private ServableModel servable(ModelReference reference, String digest, RankingModel model) {
    return new ServableModel(reference, digest, model, catalogue.numbers(model.items()));
  }

  private void publish(Shelf next) {
    Shelf before = shelf;
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

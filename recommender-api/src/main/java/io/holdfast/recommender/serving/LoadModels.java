package io.holdfast.recommender.serving;

import io.holdfast.contracts.clock.Clock;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.core.data.IdMap;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.recommender.assignment.ActiveExperiments;
import io.holdfast.recommender.assignment.ExperimentsChanged;
import io.holdfast.recommender.background.BackgroundLoop;
import io.holdfast.recommender.domain.ItemPopularity;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.RegisteredModel;
import io.holdfast.recommender.registry.ArtifactCache;
import io.holdfast.recommender.registry.RegistryChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the shelf as it is wanted: the active model, the models of running experiments, the
 * popularity to fall back on, and the last few that previews asked for. Works in the background,
 * after each poll interval and at once when something changed here.
 */
@ApplicationScoped
public class LoadModels {
  private static final Logger LOG = Logger.getLogger(LoadModels.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration EVICT_INTERVAL = Duration.ofMinutes(10);
  private static final int COUNTED_ITEMS = 1000;

  private final ModelShelf shelf;
  private final ArtifactCache cache;
  private final ModelRegistry registry;
  private final ActiveExperiments experiments;
  private final ItemPopularity popularity;
  private final CatalogueView catalogue;
  private final Clock clock;
  private final ServingSettings settings;
  private final ModelSettings models;
  private final Set<ModelReference> previews = new LinkedHashSet<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private volatile boolean ready;
  private volatile String trouble;
  private Instant patienceEnds = Instant.MAX;
  private Instant counted = Instant.EPOCH;
  private Instant evicted = Instant.EPOCH;
  private BackgroundLoop loop;

  LoadModels(
      ModelShelf shelf,
      ArtifactCache cache,
      ModelRegistry registry,
      ActiveExperiments experiments,
      ItemPopularity popularity,
      CatalogueView catalogue,
      Clock clock,
      ServingSettings settings,
      ModelSettings models) {
    this.shelf = shelf;
    this.cache = cache;
    this.registry = registry;
    this.experiments = experiments;
    this.popularity = popularity;
    this.catalogue = catalogue;
    this.clock = clock;
    this.settings = settings;
    this.models = models;
  }

  void start(@Observes StartupEvent starting) {
    patienceEnds = Instant.now().plus(models.patience());
    loop = BackgroundLoop.start("models", settings.modelPollInterval(), this::arrange);
  }

  void stop(@Observes ShutdownEvent stopping) {
    loop.close();
  }

  void registryChanged(@Observes RegistryChanged change) {
    loop.wakeUp();
  }

  void experimentsChanged(@Observes ExperimentsChanged change) {
    BackgroundLoop running = loop;
    if (running != null) {
      running.wakeUp();
    }
  }

  /**
   * Whether there may be traffic: the active model was loaded once and is warm, or is known to be
   * unusable, or has been waited for long enough.
   */
  public boolean ready() {
    return ready;
  }

  /** What keeps the shelf from being arranged; empty while all is well. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /**
   * A model for a preview: loaded if it is not, and kept for some more of them. Null if there is no
   * such model, it is retired, or it cannot be loaded.
   */
  public Uni<ServableModel> forPreview(ModelReference reference) {
    ServableModel loaded = remember(reference);
    if (loaded != null) {
      return Uni.createFrom().item(loaded);
    }
    CompletableFuture<Void> next = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.add(next);
    }
    loop.wakeUp();
    return Uni.createFrom()
        .completionStage(next)
        .map(ignored -> shelf.shelf().models().get(reference));
  }

  private ServableModel remember(ModelReference reference) {
    synchronized (previews) {
      previews.remove(reference);
      previews.add(reference);
      while (previews.size() > settings.previewModels()) {
        previews.remove(previews.iterator().next());
      }
    }
    return shelf.shelf().models().get(reference);
  }

  private void arrange() {
    List<CompletableFuture<Void>> answered;
    synchronized (waiting) {
      answered = List.copyOf(waiting);
      waiting.clear();
    }
    try {
      List<RegisteredModel> usable = registry.usable().await().atMost(LONGEST_WAIT);
      List<ModelReference> looked;
      synchronized (previews) {
        looked = List.copyOf(previews);
      }
      shelf.arrange(usable, experiments.models(), looked, this::count);
      ready = ready || shelf.isSettled() || Instant.now().isAfter(patienceEnds);
      trouble = null;
      evict(usable);
    } catch (RuntimeException e) {
      trouble = "the model registry cannot be read: " + e.getMessage();
      throw e;
    } finally {
      answered.forEach(future -> future.complete(null));
    }
  }

  /**
   * Keeps the cache from growing, now and then; failing at that keeps nothing else from going on.
   */
  private void evict(List<RegisteredModel> usable) {
    if (evicted.plus(EVICT_INTERVAL).isAfter(Instant.now())) {
      return;
    }
    evicted = Instant.now();
    try {
      cache.evict(usable.stream().map(RegisteredModel::digest).collect(Collectors.toSet()));
    } catch (IOException e) {
      LOG.warnf("the cache of artifacts could not be cleared up: %s", e.getMessage());
    }
  }

  /** Popularity counted from the log, now and then. */
  private Optional<ServableModel> count() {
    if (counted.plus(settings.popularityInterval()).isAfter(Instant.now())) {
      return Optional.empty();
    }
    counted = Instant.now();
    Instant since = clock.now().minus(Duration.ofDays(settings.popularityDays()));
    Map<String, Integer> users =
        new LinkedHashMap<>(popularity.users(since, COUNTED_ITEMS).await().atMost(LONGEST_WAIT));
    if (users.isEmpty()) {
      return Optional.empty();
    }
    IdMap items = IdMap.of(users.keySet());
    int[] counts = users.values().stream().mapToInt(Integer::intValue).toArray();
    return Optional.of(
        new ServableModel(null, null, new PopularModel(items, counts), catalogue.numbers(items)));
  }
}

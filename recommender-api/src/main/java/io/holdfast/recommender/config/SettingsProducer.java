package io.holdfast.recommender.config;

import io.holdfast.recommender.assignment.AssignmentSettings;
import io.holdfast.recommender.assignment.ExperimentServiceSettings;
import io.holdfast.recommender.domain.ScenarioDefaults;
import io.holdfast.recommender.ingest.IngestSettings;
import io.holdfast.recommender.people.PeopleSettings;
import io.holdfast.recommender.popularity.PopularitySettings;
import io.holdfast.recommender.popularity.Window;
import io.holdfast.recommender.registry.ArtifactSettings;
import io.holdfast.recommender.retention.RetentionSettings;
import io.holdfast.recommender.returns.ReturnSettings;
import io.holdfast.recommender.serving.AnswerSettings;
import io.holdfast.recommender.serving.ModelSettings;
import io.holdfast.recommender.serving.ServedSettings;
import io.holdfast.recommender.serving.ServingSettings;
import io.holdfast.recommender.serving.StrategySettings;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.TreeSet;

/** Configuration as the records that the use cases take. */
@Singleton
class SettingsProducer {
  @Produces
  @Singleton
  IngestSettings ingest(IngestConfig config) {
    return new IngestSettings(
        config.batchRows(), config.batchesInFlight(), config.queueRows(), config.patience());
  }

  @Produces
  @Singleton
  ServingSettings serving(ServingConfig config) {
    return new ServingSettings(
        config.historyLimit(),
        config.positiveTypes(),
        config.seenTypes(),
        config.popularityDays(),
        config.popularityInterval(),
        config.modelPollInterval(),
        config.previewModels(),
        config.rankingThreads().orElse(Runtime.getRuntime().availableProcessors()));
  }

  @Produces
  @Singleton
  PopularitySettings popularity(PopularityConfig config, ServingConfig serving) {
    return new PopularitySettings(
        new TreeSet<>(config.windows().stream().map(Window::parse).toList()),
        config.recent(),
        config.before(),
        serving.positiveTypes(),
        config.segments(),
        config.mostSegments(),
        config.segmentPrior(),
        Duration.ofDays(serving.popularityDays()),
        config.interval());
  }

  @Produces
  @Singleton
  StrategySettings strategies(StrategiesConfig config) {
    return new StrategySettings(config.depth(), config.shownLists());
  }

  @Produces
  @Singleton
  ReturnSettings returns(StrategiesConfig config, ServingConfig serving) {
    return new ReturnSettings(
        serving.positiveTypes(),
        config.returns().window(),
        config.returns().lateness(),
        config.returns().interval(),
        config.returns().pollInterval());
  }

  @Produces
  @Singleton
  AnswerSettings answer(AnswerConfig config) {
    return new AnswerSettings(config.deadline(), config.readDeadline(), config.rankingQueue());
  }

  @Produces
  @Singleton
  ModelSettings models(ModelsConfig config) {
    return new ModelSettings(
        config.memory().map(MemorySize::asLongValue).orElse(Runtime.getRuntime().maxMemory() / 2),
        config.warmUpLists(),
        config.retryInterval(),
        config.patience());
  }

  @Produces
  @Singleton
  ServedSettings served(ServedConfig config) {
    return new ServedSettings(
        config.capacity(),
        config.batchRows(),
        config.flushInterval(),
        config.deadline(),
        config.shutdownDeadline());
  }

  @Produces
  @Singleton
  AssignmentSettings assignment(ExperimentsConfig config) {
    return new AssignmentSettings(config.pollInterval(), config.recentExposures());
  }

  @Produces
  @Singleton
  ExperimentServiceSettings experimentService(ExperimentsConfig config) {
    return new ExperimentServiceSettings(
        config.enabled(), config.url(), config.apiKey().orElse(null));
  }

  @Produces
  @Singleton
  ArtifactSettings artifact(ArtifactConfig config) {
    return new ArtifactSettings(config.cacheDir(), config.maxSize().asLongValue());
  }

  @Produces
  @Singleton
  PeopleSettings people(UsersConfig config) {
    return new PeopleSettings(config.erasureConfirmedBy());
  }

  @Produces
  @Singleton
  RetentionSettings retention(RetentionConfig config) {
    return new RetentionSettings(config.interactions(), config.served(), config.interval());
  }

  @Produces
  @Singleton
  ScenarioDefaults scenarios(ServingConfig config) {
    return new ConfiguredScenarios(config);
  }
}

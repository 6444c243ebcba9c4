package io.holdfast.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.holdfast.contracts.event.ModelActivated;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.event.ModelRegistered;
import io.holdfast.contracts.log.ErasureKey;
import io.holdfast.contracts.log.PgEventLog;
import io.holdfast.contracts.log.Roles;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.service.testing.TestKeys;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the packaged service behind one database: changes at one, clients at both. */
class ReplicasIT {
  private static final String KEY = "replicas";
  private static final String EVALUATE = "/ofrep/v1/evaluate/flags";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, Object> USER = Map.of("context", Map.of("targetingKey", "u-17"));

  @TempDir static Path folder;
  private static ReplicaProcess here;
  private static ReplicaProcess there;

  /** Both start at once, on a database that is empty. */
  @BeforeAll
  static void start() throws Exception {
    Database database = EmbeddedDatabase.shared().createDatabase();
    database.execute(Roles.sql(ReplicaProcess.PASSWORD));
    here = replica(database, "here");
    there = replica(database, "there");
    here.awaitStarted();
    there.awaitStarted();
    register(database);
    begin();
  }

  private static ReplicaProcess replica(Database database, String name) throws Exception {
    return ReplicaProcess.start(database, Files.createDirectory(folder.resolve(name)));
  }

  /** Popular, which is active, and als. */
  private static void register(Database database) {
    Vertx vertx = Vertx.vertx();
    Pool pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(database.uri())
                    .setUser(Roles.EXPERIMENT)
                    .setPassword(ReplicaProcess.PASSWORD))
            .with(new PoolOptions().setMaxSize(1))
            .using(vertx)
            .build();
    try {
      byte[] erasureKey = ReplicaProcess.ERASURE_KEY.getBytes(StandardCharsets.UTF_8);
      PgEventLog log = new PgEventLog(pool, new ErasureKey(erasureKey));
      Instant now = Instant.now();
      ModelReference popular = ModelReference.parse("popular@1");
      ModelReference als = ModelReference.parse("als@1");
      log.append(
              List.of(
                  new ModelRegistered(UUID.randomUUID(), popular, "popular", "d1", Map.of(), now),
                  new ModelRegistered(UUID.randomUUID(), als, "als", "d2", Map.of(), now),
                  new ModelActivated(UUID.randomUUID(), popular, null, null, null, now)))
          .await()
          .atMost(PATIENCE);
    } finally {
      pool.close().await().atMost(PATIENCE);
      vertx.close().await().atMost(PATIENCE);
    }
  }

  private static void begin() throws Exception {
    Map<String, Object> experiment = ServiceIT.flag(KEY, true, true, null).body;
    HttpResponse<String> created = here.post("/v1/experiments", TestKeys.EXPERIMENT, experiment);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    // The models are read from the log by one of the two, a moment later.
    until("the start", () -> change(here, "start") == 200);
  }

  @AfterAll
  static void stop() {
    for (ReplicaProcess replica : List.of(here, there)) {
      if (replica != null) {
        replica.close();
      }
    }
  }

  @Test
  void aChangeAtOneReachesTheClientsOfTheOther() throws Exception {
    OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    String provided = "replicas";
    api.setProviderAndWait(
        provided,
        OfrepProvider.constructProvider(
            OfrepProviderOptions.builder()
                .baseUrl(there.uri("").toString())
                .headers(ImmutableMap.of("X-API-Key", ImmutableList.of(TestKeys.SERVE)))
                .build()));
    try (StreamListener hereHeard = listen(here);
        StreamListener thereHeard = listen(there)) {
      Client client = api.getClient(provided);
      ImmutableContext user = new ImmutableContext("u-17");
      String running = thereHeard.next();
      assertThat(hereHeard.next()).isEqualTo(running);
      assertThat(client.getBooleanValue(KEY, false, user)).isTrue();

      assertThat(change(here, "pause")).isEqualTo(200);
      String paused = thereHeard.next();
      assertThat(paused).isNotEqualTo(running).isEqualTo(hereHeard.next());
      assertThat(client.getBooleanValue(KEY, false, user)).isFalse();
      for (ReplicaProcess replica : List.of(here, there)) {
        assertThat(answer(replica, EVALUATE + "/" + KEY)).contains("\"reason\":\"DISABLED\"");
        assertThat(answer(replica, EVALUATE + "?flagConfigEtag=" + paused))
            .contains("\"reason\":\"DISABLED\"");
      }

      assertThat(change(there, "start")).isEqualTo(200);
      assertThat(hereHeard.next()).isNotEqualTo(paused).isEqualTo(thereHeard.next());
      assertThat(answer(here, EVALUATE + "/" + KEY)).contains("\"reason\":\"SPLIT\"");
      assertThat(client.getBooleanValue(KEY, false, user)).isTrue();
    } finally {
      api.shutdown();
    }
  }

  @Test
  void bothGiveEveryUserTheSame() throws Exception {
    until(
        "the experiment at the other",
        () -> answer(there, EVALUATE + "/" + KEY).contains("\"reason\":\"SPLIT\""));
    for (int k = 0; k < 50; k++) {
      Map<String, Object> user = Map.of("context", Map.of("targetingKey", "user-" + k));
      assertThat(there.post(EVALUATE + "/" + KEY, TestKeys.SERVE, user).body())
          .isEqualTo(here.post(EVALUATE + "/" + KEY, TestKeys.SERVE, user).body());
    }
  }

  private static StreamListener listen(ReplicaProcess replica) throws Exception {
    return new StreamListener(replica.uri("/ofrep/v1/stream"), TestKeys.SERVE, null);
  }

  private static int change(ReplicaProcess replica, String action) throws Exception {
    String path = "/v1/experiments/" + KEY + "/" + action;
    return replica.post(path, TestKeys.EXPERIMENT, Map.of()).statusCode();
  }

  private static String answer(ReplicaProcess replica, String path) throws Exception {
    return replica.post(path, TestKeys.SERVE, USER).body();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(String what, Condition condition) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }
}

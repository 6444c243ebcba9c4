package io.holdfast.cli.stack;

import io.holdfast.contracts.log.Roles;
import io.holdfast.contracts.security.Role;
import io.holdfast.postgres.Database;
import io.holdfast.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holdfast on this machine: embedded PostgreSQL and the three services. Closed by {@link #close()},
 * by the end of this process, by Ctrl-C, and by a guard if this process is killed. Thread-safe.
 */
public final class Stack implements AutoCloseable {
  private static final String DATABASE = "holdfast";
  private static final String PASSWORD = "holdfast0";
  private static final Duration START_WAIT = Duration.ofSeconds(180);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

  private final Settings settings;
  private final StackKeys keys;
  private final EmbeddedDatabase server;
  private final Database database;
  private final Guard guard;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread shutdownHook = new Thread(this::close, "stack-stop");

  /**
   * What to start.
   *
   * @param home the product's folder, with the built services
   * @param folder where logs, keys and caches go
   * @param data where the database stays; null for one that goes with the stack
   * @param basePort recommender-api's port; the others follow, management ports 1000 above
   * @param eventClock true if time is what the log says, false for the system's clock
   * @param options further configuration of all services, without secrets
   */
  public record Settings(
      Path home,
      Path folder,
      Path data,
      int basePort,
      boolean eventClock,
      Map<String, String> options) {
    public Settings {
      options = Map.copyOf(options);
    }

    /** With nothing else configured. */
    public Settings(Path home, Path folder, Path data, int basePort, boolean eventClock) {
      this(home, folder, data, basePort, eventClock, Map.of());
    }
  }

  private Stack(
      Settings settings, StackKeys keys, EmbeddedDatabase server, Database database, Guard guard) {
    this.settings = settings;
    this.keys = keys;
    this.server = server;
    this.database = database;
    this.guard = guard;
  }

  /**
   * Starts everything and waits until it is ready.
   *
   * @throws IOException if a port is taken or a service does not start, with the end of its log
   */
  public static Stack start(Settings settings) throws IOException, InterruptedException {
    requirePorts(settings.basePort());
    Files.createDirectories(settings.folder());
    StackKeys keys = StackKeys.in(settings.folder());
    EmbeddedDatabase server = EmbeddedDatabase.start(EmbeddedDatabase.ANY_PORT, settings.data());
    Stack stack = null;
    try {
      Database database = server.createDatabase(DATABASE);
      database.execute(Roles.sql(PASSWORD));
      stack = new Stack(settings, keys, server, database, new Guard());
      Runtime.getRuntime().addShutdownHook(stack.shutdownHook);
      for (Service service : Service.values()) {
        stack.start(service);
      }
      for (Service service : Service.values()) {
        stack.awaitReady(service);
      }
      return stack;
    } catch (IOException | InterruptedException | RuntimeException | SQLException e) {
      if (stack == null) {
        server.close();
      } else {
        stack.close();
      }
      throw e instanceof SQLException sql
          ? new IOException("the database could not be prepared: " + sql.getMessage(), sql)
          : rethrow(e);
    }
  }

  private static IOException rethrow(Exception e) throws IOException, InterruptedException {
    return switch (e) {
      case IOException io -> io;
      case InterruptedException interrupted -> throw interrupted;
      case RuntimeException runtime -> throw runtime;
      default -> new IOException(e);
    };
  }

  /** Starts a service that does not run; {@link #awaitReady} tells when it answers. */
  public synchronized void start(Service service) throws IOException {
    ServiceProcess started =
        ServiceProcess.start(
            service, settings.home(), options(service), environment(service), log(service));
    services.put(service, started);
    guard.watch(started.process());
  }

  /** Waits until a service says that it is ready. */
  public void awaitReady(Service service) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_WAIT.toNanos();
    while (!isReady(service)) {
      ServiceProcess process = services.get(service);
      process.requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException(
            service.folder()
                + " was not ready within "
                + START_WAIT.toSeconds()
                + " s; its log ends with\n"
                + process.lastLines());
      }
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  /** Whether a service answers and says that it is ready. */
  public boolean isReady(Service service) throws InterruptedException {
    return Health.isReady(http, uri(service));
  }

  /** Fails if a service has ended by itself, with the end of its log. */
  public void requireAlive() throws IOException {
    for (ServiceProcess process : services.values()) {
      process.requireAlive();
    }
  }

  /** Stops one service in good order and waits for its end. */
  public synchronized void stop(Service service) {
    ServiceProcess process = services.remove(service);
    if (process != null) {
      process.askToStop();
      process.awaitStop();
    }
  }

  /** Kills one service outright (SIGKILL) and waits for its end. */
  public synchronized void kill(Service service) {
    ServiceProcess process = services.remove(service);
    if (process != null) {
      process.process().destroyForcibly();
      process.awaitStop();
    }
  }

  /** Where a service answers. */
  public URI uri(Service service) {
    return URI.create("http://localhost:" + service.port(settings.basePort()));
  }

  /** The API keys. */
  public StackKeys keys() {
    return keys;
  }

  /** The JDBC address of the database as recommender-api's role, which may read the log. */
  public String logJdbcUrl() {
    return database.jdbcUrl(Roles.RECOMMENDER);
  }

  /** The database, as the superuser sees it. */
  public Database database() {
    return database;
  }

  /** Where a service's output goes. */
  public Path log(Service service) {
    return settings.folder().resolve(service.folder() + ".log");
  }

  /** Stops everything and waits until it is gone. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    synchronized (this) {
      services.values().forEach(ServiceProcess::askToStop);
      services.values().forEach(ServiceProcess::awaitStop);
      services.clear();
    }
    server.close();
    guard.close();
    http.close();
    if (Thread.currentThread() != shutdownHook) {
      try {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
      } catch (IllegalStateException shuttingDown) {
        // The process is ending: the hook runs and finds everything closed.
      }
    }
  }

  private Map<String, String> options(Service service) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("quarkus.http.host", "127.0.0.1");
    options.put("quarkus.http.port", Integer.toString(service.port(settings.basePort())));
    options.put("quarkus.management.host", "127.0.0.1");
    options.put(
        "quarkus.management.port", Integer.toString(service.managementPort(settings.basePort())));
    options.put("holdfast.database.host", database.host());
    options.put("holdfast.database.port", Integer.toString(database.port()));
    options.put("holdfast.database.name", database.name());
    options.put("holdfast.security.keys-file", keys.keysFile().toString());
    options.put("holdfast.erasure.key-file", keys.erasureKeyFile().toString());
    options.put("holdfast.clock", settings.eventClock() ? "event" : "wall");
    options.putAll(settings.options());
    switch (service) {
      case RECOMMENDER_API -> {
        options.put("holdfast.database.username", Roles.RECOMMENDER);
        if (settings.eventClock()) {
          // Simulated people do not hurry, and a busy machine must not change what they get.
          options.put("holdfast.answer.deadline", "10s");
          options.put("holdfast.answer.read-deadline", "8s");
        }
        options.put("holdfast.experiments.url", uri(Service.EXPERIMENT_SERVICE).toString());
        options.put(
            "holdfast.artifact.cache-dir", settings.folder().resolve("artifacts").toString());
      }
      case EXPERIMENT_SERVICE -> {
        options.put("holdfast.database.username", Roles.EXPERIMENT);
        options.put("holdfast.metrics.url", uri(Service.METRICS_DASHBOARD).toString());
      }
      case METRICS_DASHBOARD -> options.put("holdfast.database.username", Roles.METRICS);
    }
    return options;
  }

  private Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOLDFAST_DATABASE_PASSWORD", PASSWORD);
    switch (service) {
      case RECOMMENDER_API -> environment.put("HOLDFAST_EXPERIMENTS_API_KEY", keys.of(Role.SERVE));
      case EXPERIMENT_SERVICE ->
          environment.put("HOLDFAST_METRICS_API_KEY", keys.of(Role.DASHBOARD));
      case METRICS_DASHBOARD -> {}
    }
    return environment;
  }

  /**
   * Fails if a port of a stack with that base port is taken.
   *
   * @throws IOException that names it
   */
  public static void requirePorts(int basePort) throws IOException {
    for (Service service : Service.values()) {
      requireFree(service.port(basePort), service);
      requireFree(service.managementPort(basePort), service);
    }
  }

  private static void requireFree(int port, Service service) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IOException(
          "port "
              + port
              + " for "
              + service.folder()
              + " is taken by another process; choose others with --base-port",
          e);
    }
  }
}

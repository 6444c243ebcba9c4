package io.holdfast.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A PostgreSQL 17 server that lives as long as this object, and never longer than this JVM: it is
 * stopped by {@link #close()}, by a shutdown hook (the end of {@code main}, SIGTERM, Ctrl-C), and
 * by a watchdog process if the JVM is killed outright. It runs as root too, in a user namespace.
 *
 * <p>The server is as durable as a production one ({@code fsync} and {@code synchronous_commit} are
 * on), keeps text as UTF-8 with the C.UTF-8 collation whatever the machine's locale, and its clock
 * as UTC. It listens on the loopback interface only and trusts whoever connects there: it is for
 * tests and for trying Holdfast out, not for production.
 *
 * <p>Tests share one server per JVM and take a database each:
 *
 * <pre>{@code
 * Database database = EmbeddedDatabase.shared().createDatabase();
 * database.execute("create table …");
 * }</pre>
 *
 * Safe for use by several threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** Lets {@link #start} choose any free port. */
  public static final int ANY_PORT = 0;

  private static final String HOST = "localhost";
  private static final String SHARED_PORT_PROPERTY = "holdfast.postgres.shared-port";
  private static final int MAX_CONNECTIONS = 200;
  private static final Duration START_WAIT = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 3;
  private static final int LOG_LINES = 20;

  private final EmbeddedPostgres postgres;
  private final Path dataDirectory;
  private final Path temporary;
  private final ServerProcess process;
  private final Watchdog watchdog;
  private final Thread shutdownHook;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedDatabase(
      EmbeddedPostgres postgres, Path dataDirectory, Path temporary, ServerProcess process) {
    this.postgres = postgres;
    this.dataDirectory = dataDirectory;
    this.temporary = temporary;
    this.process = process;
    this.watchdog = Watchdog.over(dataDirectory, process.handle().pid(), temporary);
    this.shutdownHook = new Thread(this::close, "embedded-postgres-" + postgres.getPort());
    Runtime.getRuntime().addShutdownHook(shutdownHook);
  }

  /**
   * The server that everything in this JVM shares, also across class loaders. It starts when first
   * asked for and stops with the JVM.
   *
   * @throws UncheckedIOException if it cannot be started
   */
  public static DatabaseServer shared() {
    // System properties are what all class loaders of a JVM have in common.
    Properties properties = System.getProperties();
    synchronized (properties) {
      String port = properties.getProperty(SHARED_PORT_PROPERTY);
      if (port != null) {
        return new DatabaseServer(HOST, Integer.parseInt(port));
      }
      try {
        DatabaseServer started = start().server();
        properties.setProperty(SHARED_PORT_PROPERTY, Integer.toString(started.port()));
        return started;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Starts a server with an empty temporary data directory on any free port.
   *
   * @throws IOException if it does not start, with the end of its log
   */
  public static EmbeddedDatabase start() throws IOException {
    return start(ANY_PORT, null);
  }

  /**
   * Starts a server.
   *
   * @param port its TCP port, or {@link #ANY_PORT}
   * @param directory where its data is and stays after {@link #close()}, made if it is absent; null
   *     for a temporary one
   * @throws IOException if the port is taken or the server does not start, with the end of its log
   */
  public static EmbeddedDatabase start(int port, Path directory) throws IOException {
    if (port != ANY_PORT) {
      return tryToStart(port, directory);
    }
    IOException failure = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return tryToStart(freePort(), directory);
      } catch (PortTakenException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static EmbeddedDatabase tryToStart(int port, Path directory) throws IOException {
    requireFree(port);
    Path temporary = directory == null ? Files.createTempDirectory("holdfast-postgres-") : null;
    Path home = (directory == null ? temporary : Files.createDirectories(directory)).toRealPath();
    Path data = home.resolve("data");
    Path log = home.resolve("server.log");
    Optional<ServerProcess> before = ServerProcess.of(data);
    if (before.filter(ServerProcess::isPostgres).isPresent()) {
      throw new IOException(home + " is in use by process " + before.get().handle().pid());
    }
    try (BinaryCache cache = BinaryCache.acquire()) {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(cache.folder().toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setDataDirectoryCustomizer(unpackedAndInitialized -> cache.release())
              .setRegisterShutdownHook(false)
              .setPort(port)
              .setPGStartupWait(START_WAIT)
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setServerConfig("listen_addresses", HOST)
              .setServerConfig("unix_socket_directories", "''")
              .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
              .setServerConfig("shared_buffers", "512MB")
              .setServerConfig("max_wal_size", "4GB")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("timezone", "UTC")
              .setServerConfig("log_timezone", "UTC")
              .start();
      ServerProcess process = requireOwn(server, data, port);
      return new EmbeddedDatabase(server, data, temporary, process);
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      String why = "PostgreSQL did not start on port " + port + lastLines(log);
      ServerProcess.of(data)
          .filter(it -> !before.equals(Optional.of(it)))
          .ifPresent(ServerProcess::quit);
      if (temporary != null) {
        Directories.delete(temporary);
      }
      throw e instanceof PortTakenException taken ? taken : new IOException(why, e);
    }
  }

  /** The server's address, to hand to those who must not stop it. */
  public DatabaseServer server() {
    return new DatabaseServer(HOST, postgres.getPort());
  }

  /** The host it listens on. */
  public String host() {
    return HOST;
  }

  /** The TCP port it listens on. */
  public int port() {
    return postgres.getPort();
  }

  /** The JDBC address of the maintenance database as the superuser. */
  public String superuserJdbcUrl() {
    return server().superuserJdbcUrl();
  }

  /** Makes an empty database with a random name. */
  public Database createDatabase() {
    return server().createDatabase();
  }

  /** The database with that name, made empty if there is none yet. */
  public Database createDatabase(String name) {
    return server().createDatabase(name);
  }

  /**
   * Runs bootstrap SQL as the superuser on the maintenance database.
   *
   * @throws SQLException if a statement fails
   */
  public void execute(String sql) throws SQLException {
    server().execute(sql);
  }

  /** Where its data is. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** The server's operating system process. */
  public ProcessHandle process() {
    return process.handle();
  }

  /** True until the server has stopped. */
  public boolean isRunning() {
    return process.handle().isAlive();
  }

  /** Stops the server, waits until it is gone, and removes its data if that is temporary. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    stop();
    try {
      if (temporary != null) {
        Directories.delete(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + temporary, e);
    } finally {
      // Last, so that it tidies up if the JVM is halted in the middle of this.
      if (watchdog != null) {
        watchdog.close();
      }
      if (Thread.currentThread() != shutdownHook) {
        forgetShutdownHook();
      }
    }
  }

  private void forgetShutdownHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException shuttingDown) {
      // The JVM is ending: the hook runs and finds everything closed.
    }
  }

  /** A server whose data is kept writes it out first; the other just ends. */
  private void stop() {
    if (temporary != null) {
      process.quit();
      return;
    }
    try {
      postgres.close();
    } catch (IOException e) {
      process.quit();
    }
    process.awaitEnd();
  }

  /** Makes sure that what answers on the port is the server we started, not a neighbour's. */
  private static ServerProcess requireOwn(EmbeddedPostgres server, Path data, int port)
      throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("show data_directory")) {
      if (!answer.next() || !Path.of(answer.getString(1)).toRealPath().equals(data.toRealPath())) {
        throw new PortTakenException(port);
      }
    } catch (SQLException e) {
      throw new IOException("cannot talk to the server on port " + port, e);
    }
    return ServerProcess.of(data)
        .orElseThrow(() -> new IOException("the server has no pid file in " + data));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new PortTakenException(port);
    }
  }

  private static String lastLines(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - LOG_LINES);
      return ":\n  " + String.join("\n  ", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "; it left no log";
    }
  }

  /** Another process listens on the port. */
  private static final class PortTakenException extends IOException {
    PortTakenException(int port) {
      super("port " + port + " is taken by another process");
    }
  }
}

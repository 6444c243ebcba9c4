package io.holdfast.benchmarks;

import io.holdfast.benchmarks.activity.ActivityData;
import io.holdfast.benchmarks.activity.ActivityTables;
import io.holdfast.benchmarks.activity.BitmapTriangles;
import io.holdfast.benchmarks.activity.SqlTriangles;
import io.holdfast.postgres.EmbeddedDatabase;
import io.holdfast.stickiness.retention.RetentionTriangle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A retention triangle of 90 × 90 days for each of 3 variants over a million users: from bitmaps on
 * one thread; by SQL on DuckDB, in memory, and on PostgreSQL, both with as many threads as they
 * like; and the physical limit, a sweep over as many bytes as the bitmaps have. Before anything is
 * measured, each answer is compared with one that is counted user by user.
 *
 * <pre>benchmarks/run retention-triangle</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class RetentionTriangleBenchmark {

  /** The data and the answer. */
  @State(Scope.Benchmark)
  public static class Question {
    /** How many users. */
    @Param("1000000")
    int users;

    /** How many days. */
    @Param("90")
    int days;

    /** How many variants. */
    @Param("3")
    int variants;

    ActivityData data() {
      return new ActivityData(users, days, variants);
    }

    void check(int[] answer) {
      if (!Arrays.equals(answer, data().answer())) {
        throw new IllegalStateException("the answer is wrong");
      }
    }
  }

  /** Bitmaps in memory. */
  @State(Scope.Benchmark)
  public static class Bitmaps {
    private BitmapTriangles triangles;
    private long[] asMuch;

    /** Builds them. */
    @Setup
    public void setUp(Question question) {
      triangles = new BitmapTriangles(question.data());
      question.check(triangles.answer());
      System.out.printf(Locale.ROOT, "%.1f MB of bitmaps%n", triangles.bytes() / 1e6);
      asMuch = new long[Math.toIntExact(triangles.bytes() / Long.BYTES)];
    }
  }

  /** DuckDB in memory. */
  @State(Scope.Benchmark)
  public static class DuckDb {
    private Connection connection;
    private SqlTriangles triangles;

    /** Fills it. */
    @Setup
    public void setUp(Question question) throws SQLException {
      connection = DriverManager.getConnection("jdbc:duckdb:");
      ActivityTables.fillDuckDb(connection, question.data());
      triangles = new SqlTriangles(question.data(), connection);
      question.check(triangles.answer());
    }

    /** Closes it. */
    @TearDown
    public void tearDown() throws SQLException {
      connection.close();
    }
  }

  /** PostgreSQL on this machine, with memory enough for its hash tables. */
  @State(Scope.Benchmark)
  public static class PostgreSql {
    private EmbeddedDatabase server;
    private Connection connection;
    private SqlTriangles triangles;

    /** Starts and fills it. */
    @Setup
    public void setUp(Question question) throws IOException, SQLException {
      server = EmbeddedDatabase.start();
      connection = server.createDatabase("holdfast").connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET work_mem = '256MB'");
      }
      ActivityTables.fillPostgreSql(connection, question.data());
      triangles = new SqlTriangles(question.data(), connection);
      question.check(triangles.answer());
    }

    /** Stops it. */
    @TearDown
    public void tearDown() throws SQLException {
      connection.close();
      server.close();
    }
  }

  /** Ours. */
  @Benchmark
  public List<RetentionTriangle> bitmaps(Bitmaps bitmaps) {
    return bitmaps.triangles.triangles();
  }

  /** DuckDB. */
  @Benchmark
  public int[] duckDb(DuckDb duckDb) throws SQLException {
    return duckDb.triangles.answer();
  }

  /** PostgreSQL. */
  @Benchmark
  public int[] postgreSql(PostgreSql postgreSql) throws SQLException {
    return postgreSql.triangles.answer();
  }

  /** The limit. */
  @Benchmark
  public long sweep(Bitmaps bitmaps) {
    long sum = 0;
    for (long word : bitmaps.asMuch) {
      sum += word;
    }
    return sum;
  }

  static double one(BenchmarkParams parameters) {
    return 1;
  }
}

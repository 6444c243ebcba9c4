package io.holdfast.benchmarks;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Assignment;
import io.holdfast.contracts.bucketing.Bucketing;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.bucketing.VariantDefinition;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Assignments a second on one core, for user ids of the length of a UUID (36) and an experiment of
 * three variants, with and without a namespace; and what an assignment allocates, which should be
 * nothing. The limit is the hash of hash version 2 alone, computed as the specification says it.
 *
 * <pre>benchmarks/run bucketing</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class BucketingBenchmark {
  private static final int USERS = 1024;
  private static final int ID_LENGTH = 36;
  private static final String KEY = "home-ranking-2026";

  private String[] users;
  private Assigner assigner;
  private Assigner inNamespace;
  private int next;

  /** Draws the users. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    users = new String[USERS];
    for (int user = 0; user < USERS; user++) {
      StringBuilder id = new StringBuilder(ID_LENGTH);
      while (id.length() < ID_LENGTH) {
        id.append(Character.forDigit(random.nextInt(16), 16));
      }
      users[user] = id.toString();
    }
    assigner = new Assigner(experiment(null));
    inNamespace = new Assigner(experiment(new Namespace("home", 0, 0.5)));
  }

  /** Ours. */
  @Benchmark
  public Optional<Assignment> assign() {
    return assigner.assign(user());
  }

  /** Ours, where half of the users are outside the experiment's part of a namespace. */
  @Benchmark
  public Optional<Assignment> assignInNamespace() {
    return inNamespace.assign(user());
  }

  /** The limit. */
  @Benchmark
  public double hash() {
    return Bucketing.hash(KEY, user(), Bucketing.RECOMMENDED_HASH_VERSION);
  }

  static double millionths(BenchmarkParams ignored) {
    return 1e-6;
  }

  private String user() {
    next = (next + 1) % USERS;
    return users[next];
  }

  private static ExperimentDefinition experiment(Namespace namespace) {
    List<VariantDefinition> variants =
        List.of(
            new VariantDefinition("control", 0.5, null, null),
            new VariantDefinition("als", 0.25, null, null),
            new VariantDefinition("sasrec", 0.25, null, null));
    return new ExperimentDefinition(
        KEY,
        1,
        KEY,
        Bucketing.RECOMMENDED_HASH_VERSION,
        "home",
        1.0,
        variants,
        "control",
        namespace);
  }
}

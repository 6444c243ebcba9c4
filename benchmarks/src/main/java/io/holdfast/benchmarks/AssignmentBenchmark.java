package io.holdfast.benchmarks;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.Bucketing;
import io.holdfast.contracts.bucketing.Evaluation;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.bucketing.UserContext;
import io.holdfast.contracts.bucketing.VariantDefinition;
import io.holdfast.contracts.targeting.Condition;
import java.util.List;
import java.util.Map;
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
 * three variants: alone, in half of a namespace, and targeted by a condition that three users in
 * four meet, without and with a regular expression; and what an assignment allocates, which should
 * be nothing but the matcher of a regular expression. The goal is 5 million a second. The limit is
 * the hash of hash version 2 alone, computed as the specification says it.
 *
 * <pre>benchmarks/run assignment</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class AssignmentBenchmark {
  private static final int USERS = 1024;
  private static final int ID_LENGTH = 36;
  private static final String KEY = "home-ranking-2026";
  private static final List<String> COUNTRIES = List.of("NL", "BE", "DE", "FR");

  private UserContext[] users;
  private Assigner alone;
  private Assigner inNamespace;
  private Assigner targeted;
  private Assigner byExpression;
  private int next;

  /** Draws the users. */
  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    users = new UserContext[USERS];
    for (int user = 0; user < USERS; user++) {
      users[user] = user(random);
    }
    alone = new Assigner(experiment(null, null));
    inNamespace = new Assigner(experiment(new Namespace("home", 0, 0.5), null));
    targeted =
        new Assigner(
            experiment(
                null,
                Condition.of(
                    Map.of(
                        "country",
                        Map.of("$in", List.of("NL", "BE", "DE", "LU")),
                        "age",
                        Map.of("$gte", 18, "$lt", 65),
                        "app",
                        Map.of("$vgte", "2.3.0"),
                        "$or",
                        List.of(
                            Map.of("premium", true),
                            Map.of("tags", Map.of("$all", List.of("books"))))))));
    byExpression =
        new Assigner(
            experiment(null, Condition.of(Map.of("country", Map.of("$regex", "^(NL|BE|DE)$")))));
  }

  /** Everyone takes part. */
  @Benchmark
  public Evaluation assign() {
    return alone.evaluate(user());
  }

  /** Half of the users are outside the experiment's part of a namespace. */
  @Benchmark
  public Evaluation assignInNamespace() {
    return inNamespace.evaluate(user());
  }

  /** A condition of six tests; three users in four meet it. */
  @Benchmark
  public Evaluation assignTargeted() {
    return targeted.evaluate(user());
  }

  /** A condition with a regular expression; three users in four meet it. */
  @Benchmark
  public Evaluation assignByExpression() {
    return byExpression.evaluate(user());
  }

  /** The limit. */
  @Benchmark
  public double hash() {
    return Bucketing.hash(KEY, user().id(), Bucketing.RECOMMENDED_HASH_VERSION);
  }

  static double millionths(BenchmarkParams ignored) {
    return 1e-6;
  }

  private UserContext user() {
    next = (next + 1) % USERS;
    return users[next];
  }

  private static UserContext user(SplittableRandom random) {
    StringBuilder id = new StringBuilder(ID_LENGTH);
    while (id.length() < ID_LENGTH) {
      id.append(Character.forDigit(random.nextInt(16), 16));
    }
    return UserContext.of(
        id.toString(),
        Map.of(
            "country",
            COUNTRIES.get(random.nextInt(COUNTRIES.size())),
            "age",
            18 + random.nextInt(40),
            "premium",
            random.nextBoolean(),
            "tags",
            List.of("films", "books")),
        Map.of("platform", "web", "app", "2." + (3 + random.nextInt(20)) + ".1"));
  }

  private static ExperimentDefinition experiment(Namespace namespace, Condition condition) {
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
        null,
        1.0,
        variants,
        "control",
        namespace,
        condition);
  }
}

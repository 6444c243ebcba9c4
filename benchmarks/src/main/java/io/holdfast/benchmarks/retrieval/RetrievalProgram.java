package io.holdfast.benchmarks.retrieval;

import io.holdfast.benchmarks.data.FactorData;
import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.program.Arguments;
import io.holdfast.benchmarks.program.Program;
import io.holdfast.benchmarks.program.Spread;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.ItemOrder;
import io.holdfast.core.retrieval.FactorQuery;
import io.holdfast.core.retrieval.FactorSearch;
import io.holdfast.core.retrieval.GraphSearch;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.ItemSearch;
import io.holdfast.core.retrieval.TopK;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Exact search beside the graph, at several sizes of the catalogue: CPU time of a query on one
 * thread, recall of the exact result, and what the graph costs to build and to keep. An exact batch
 * stands beside them.
 *
 * <p>The factors are {@linkplain FactorData made up}, or with {@code --data als} trained by {@code
 * als} on {@linkplain PowerLawData power-law data} with fifty entries an item, the queries being
 * histories folded in. Items lie in falling order of length, as those of a served model do.
 *
 * <pre>benchmarks/run retrieval --items 10k,100k,500k,1m</pre>
 */
public final class RetrievalProgram {

  private static final int LEFT_OUT = 100;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int k;
  private final int rounds;
  private final PrintStream out;

  private RetrievalProgram(int k, int rounds, PrintStream out) {
    this.k = k;
    this.rounds = rounds;
    this.out = out;
  }

  /** The program; see {@link Program#run}. */
  public static void run(List<String> given, PrintStream out) {
    Arguments arguments =
        Arguments.parse(given, "items", "factors", "k", "queries", "rounds", "data");
    LinearAlgebra linearAlgebra = LinearAlgebraProvider.get();
    RetrievalProgram program =
        new RetrievalProgram(
            arguments.integer("k", "10"), Math.max(2, arguments.integer("rounds", "7")), out);
    int d = arguments.integer("factors", "64");
    int queries = arguments.integer("queries", "200");
    String data = arguments.text("data", "mixture");
    out.printf(
        "retrieval: data %s, d = %d, k = %d, %d items left out, %d queries a round, %d rounds after"
            + " one of warming up; CPU time of one thread%nJava %s; linear algebra: %s: %s%n",
        data,
        d,
        program.k,
        LEFT_OUT,
        queries,
        program.rounds,
        Runtime.version(),
        linearAlgebra.name(),
        linearAlgebra.reason());
    for (int items : arguments.integers("items", "10k,30k,100k,300k,1m")) {
      Factors factors =
          switch (data) {
            case "mixture" -> Factors.madeUp(items, d, queries);
            case "als" -> Factors.trained(items, d, queries);
            default -> throw new IllegalArgumentException("--data is mixture or als, not " + data);
          };
      ItemOrder.byLength(factors.items(), items, d).apply(factors.items(), d);
      program.compare(factors, new FactorSearch(linearAlgebra, factors.items(), items, d));
    }
  }

  private void compare(Factors factors, FactorSearch exact) {
    long start = cpuTime();
    GraphSearch graph = GraphSearch.over(exact);
    double built = (cpuTime() - start) / 1e9;
    float[][] queries = factors.queries();
    ItemFilter[] filters = filters(exact.items(), queries.length);
    TopK[] truth = new TopK[queries.length];
    TopK[] found = new TopK[queries.length];
    Spread exactTime = time(exact, queries, filters, truth);
    Spread graphTime = time(graph, queries, filters, found);
    Spread batchTime = timeBatch(exact, queries, filters);
    out.printf(
        Locale.ROOT,
        "%n%,d items%n  exact  %s ms a query%n  batch  %s ms a query%n"
            + "  graph  %s ms a query, recall@%d %.4f; built in %.1f s, %.1f MB beside %.1f MB of"
            + " factors%n  exact / graph = %.2f; the building pays after %s queries%n",
        exact.items(),
        exactTime,
        batchTime,
        graphTime,
        k,
        recall(truth, found),
        built,
        graph.graphBytes() / 1e6,
        factors.items().length * (double) Float.BYTES / 1e6,
        exactTime.median() / graphTime.median(),
        exactTime.median() > graphTime.median()
            ? String.format(
                Locale.ROOT, "%,.0f", built * 1e3 / (exactTime.median() - graphTime.median()))
            : "no number of");
  }

  private Spread time(ItemSearch search, float[][] queries, ItemFilter[] filters, TopK[] results) {
    return rounds(
        queries.length,
        () -> {
          for (int query = 0; query < queries.length; query++) {
            results[query] = search.search(queries[query], k, filters[query]);
          }
        });
  }

  private Spread timeBatch(FactorSearch search, float[][] queries, ItemFilter[] filters) {
    List<FactorQuery> batch =
        IntStream.range(0, queries.length)
            .mapToObj(query -> new FactorQuery(queries[query], k, filters[query]))
            .toList();
    return rounds(queries.length, () -> search.searchAll(batch));
  }

  /** Milliseconds a query, without the first round. */
  private Spread rounds(int queries, Runnable round) {
    double[] times = new double[rounds];
    round.run();
    for (int at = 0; at < rounds; at++) {
      long start = cpuTime();
      round.run();
      times[at] = (cpuTime() - start) / 1e6 / queries;
    }
    return Spread.of(times);
  }

  private static ItemFilter[] filters(int items, int count) {
    SplittableRandom random = new SplittableRandom(3);
    return IntStream.range(0, count)
        .mapToObj(query -> ItemFilter.excluding(random.ints(LEFT_OUT, 0, items).toArray()))
        .toArray(ItemFilter[]::new);
  }

  private static double recall(TopK[] truth, TopK[] found) {
    long hits = 0;
    long all = 0;
    for (int query = 0; query < truth.length; query++) {
      for (int item : truth[query].items()) {
        hits += Arrays.stream(found[query].items()).anyMatch(it -> it == item) ? 1 : 0;
      }
      all += truth[query].size();
    }
    return hits / (double) all;
  }

  private static long cpuTime() {
    return THREADS.getCurrentThreadCpuTime();
  }
}

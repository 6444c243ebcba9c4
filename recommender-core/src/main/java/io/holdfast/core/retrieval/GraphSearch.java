package io.holdfast.core.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/**
 * Approximate maximum inner product search: a walk over a hierarchical navigable small world graph
 * of the items (Malkov & Yashunin 2018, arXiv 1603.09320), built and walked by Apache Lucene.
 *
 * <p><b>Inner products.</b> The graph is built on the inner product itself (Morozov & Babenko 2018,
 * "Non-metric similarity graphs for maximum inner product search"). The reduction to distances by
 * an extra dimension (Bachrach et al. 2014) was measured too and found far less at the same beam on
 * made-up factors; on trained ones that was not settled.
 *
 * <p><b>How many come back.</b> The filter is asked inside the walk. Where the walk ends with fewer
 * than K, or has visited so many items that an exact search would have cost less, the exact search
 * answers: so K come back whenever K pass, and a query never costs much more than twice an exact
 * one.
 *
 * <p><b>Symbols</b> of Malkov & Yashunin: M = {@value #NEIGHBOURS}, efConstruction = {@value
 * #CONSTRUCTION_BEAM}, ef = max({@value #MIN_BEAM}, {@value #BEAM_PER_RESULT}·K).
 *
 * <p>Building is O(items · log(items) · dimensions) on the calling thread and gives the same graph
 * for the same factors; the graph takes some 300 bytes an item beside the factors, which it shares
 * with the exact search. Immutable and thread-safe. Not for factors that change.
 */
public final class GraphSearch implements ItemSearch {

  private static final int NEIGHBOURS = 24;
  private static final int CONSTRUCTION_BEAM = 100;
  private static final int MIN_BEAM = 400;
  private static final int BEAM_PER_RESULT = 40;

  /** A visited item costs about as much as this many items of an exact search. */
  private static final int COST_OF_A_VISIT = 12;

  private static final long SEED = 42;

  private final FactorSearch exact;
  private final OnHeapHnswGraph graph;

  private GraphSearch(FactorSearch exact, OnHeapHnswGraph graph) {
    this.exact = exact;
    this.graph = graph;
  }

  /** Builds the graph of the items of {@code exact}, which also answers where the graph cannot. */
  public static GraphSearch over(FactorSearch exact) {
    try {
      return new GraphSearch(
          exact,
          HnswGraphBuilder.create(
                  FactorScorer.between(exact),
                  NEIGHBOURS,
                  CONSTRUCTION_BEAM,
                  SEED,
                  Math.max(1, exact.items()))
              .build(exact.items()));
    } catch (IOException e) {
      throw unexpected(e);
    }
  }

  @Override
  public TopK search(float[] query, int k, ItemFilter filter) {
    TopKHeap heap = new TopKHeap(Math.min(k, exact.items()));
    long beam = Math.max(MIN_BEAM, (long) BEAM_PER_RESULT * k);
    long visitLimit = exact.items() / COST_OF_A_VISIT;
    if (k == 0) {
      return heap.drain();
    }
    if (beam > visitLimit) {
      return exact.search(query, k, filter);
    }
    TopKnnCollector found = new TopKnnCollector((int) beam, (int) visitLimit);
    try {
      HnswGraphSearcher.search(
          FactorScorer.with(exact, query), found, graph, bits(filter, exact.items()));
    } catch (IOException e) {
      throw unexpected(e);
    }
    if (found.earlyTerminated() || found.numCollected() < k) {
      return exact.search(query, k, filter);
    }
    for (ScoreDoc candidate : found.topDocs().scoreDocs) {
      heap.offer(candidate.doc, candidate.score);
    }
    return heap.drain();
  }

  /** Bytes of the graph, without the factors. */
  public long graphBytes() {
    return graph.ramBytesUsed();
  }

  private static Bits bits(ItemFilter filter, int items) {
    return new Bits() {
      @Override
      public boolean get(int item) {
        return filter.allowed(item);
      }

      @Override
      public int length() {
        return items;
      }
    };
  }

  /** The graph and the factors are in memory: nothing reads a file. */
  private static UncheckedIOException unexpected(IOException e) {
    return new UncheckedIOException("a search in memory failed", e);
  }
}

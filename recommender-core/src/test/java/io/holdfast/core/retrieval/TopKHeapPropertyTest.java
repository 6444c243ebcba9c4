package io.holdfast.core.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopKHeapPropertyTest {

  @Property
  void isAFullSortCutOff(
      @ForAll @Size(max = 60) List<@FloatRange(min = -2, max = 2) Float> scores,
      @ForAll @IntRange(max = 70) int k,
      @ForAll boolean backwards) {
    TopKHeap heap = new TopKHeap(k);
    for (int at = 0; at < scores.size(); at++) {
      int item = backwards ? scores.size() - 1 - at : at;
      heap.offer(item, Math.round(scores.get(item)));
    }
    List<Integer> sorted =
        IntStream.range(0, scores.size())
            .boxed()
            .sorted(
                (i, j) -> {
                  int byScore =
                      Integer.compare(Math.round(scores.get(j)), Math.round(scores.get(i)));
                  return byScore != 0 ? byScore : Integer.compare(i, j);
                })
            .limit(k)
            .toList();
    TopK top = heap.drain();
    assertThat(top.items()).containsExactly(sorted.stream().mapToInt(i -> i).toArray());
    for (int rank = 0; rank < top.size(); rank++) {
      assertThat(top.score(rank)).isEqualTo(Math.round(scores.get(top.item(rank))));
    }
    assertThat(heap.drain().size()).isZero();
  }
}

package io.holdfast.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CostPartitionPropertyTest {

  @Property
  void coversEveryRowOnceAndKeepsChunksNearTheirShare(
      @ForAll List<@IntRange(max = 50) Integer> lengths,
      @ForAll @IntRange(max = 5) int costPerRow,
      @ForAll @IntRange(min = 1, max = 9) int chunks) {
    int[] starts = new int[lengths.size() + 1];
    for (int row = 0; row < lengths.size(); row++) {
      starts[row + 1] = starts[row] + lengths.get(row);
    }
    int[] bounds = CostPartition.byEntries(starts, costPerRow, chunks);
    assertThat(bounds[0]).isZero();
    assertThat(bounds[bounds.length - 1]).isEqualTo(lengths.size());
    long total = starts[lengths.size()] + (long) costPerRow * lengths.size();
    for (int c = 0; c + 1 < bounds.length; c++) {
      assertThat(bounds[c + 1]).isGreaterThan(bounds[c]);
      long cost =
          starts[bounds[c + 1]]
              - starts[bounds[c]]
              + (long) costPerRow * (bounds[c + 1] - bounds[c]);
      // A chunk ends with the row that fills it, so it is over by less than one row.
      assertThat(cost).isLessThanOrEqualTo(total / chunks + 1 + 50 + costPerRow);
    }
  }
}

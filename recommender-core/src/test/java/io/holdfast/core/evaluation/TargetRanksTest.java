package io.holdfast.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.retrieval.ItemFilter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetRanksTest {

  @Test
  void tiesCountAgainstUs() {
    float[] scores = {1, 1, 1, 0.5f, 2};
    assertThat(TargetRanks.of(scores, new int[] {0}, ItemFilter.all())).containsExactly(3);
    assertThat(TargetRanks.of(scores, new int[] {3}, ItemFilter.all())).containsExactly(4);
    assertThat(TargetRanks.of(scores, new int[] {4}, ItemFilter.all())).containsExactly(0);
  }

  @Test
  void targetsThatTieTakePlacesBehindTheOthers() {
    float[] scores = {1, 1, 1, 1};
    assertThat(TargetRanks.of(scores, new int[] {0, 2}, ItemFilter.all())).containsExactly(2, 3);
  }

  @Test
  void filteredItemsDoNotCompete() {
    float[] scores = {9, 8, 7, 6};
    assertThat(TargetRanks.of(scores, new int[] {3}, ItemFilter.excluding(0, 1)))
        .containsExactly(1);
  }

  @Test
  void aModelThatKnowsNothingIsLast() {
    assertThat(TargetRanks.of(new float[100], new int[] {0}, ItemFilter.all())).containsExactly(99);
    float[] nan = new float[100];
    Arrays.fill(nan, Float.NaN);
    assertThat(TargetRanks.of(nan, new int[] {5}, ItemFilter.all())).containsExactly(99);
    float[] signedZeros = {0f, -0f, 0f};
    assertThat(TargetRanks.of(signedZeros, new int[] {0}, ItemFilter.all())).containsExactly(2);
    assertThat(TargetRanks.of(signedZeros, new int[] {1}, ItemFilter.all())).containsExactly(2);
  }

  @Test
  void agreesWithCountingForEachTarget() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      float[] scores = new float[30];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = random.nextInt(8);
      }
      int[] targets = IntStream.range(0, 30).filter(i -> random.nextInt(5) == 0).toArray();
      if (targets.length == 0) {
        continue;
      }
      ItemFilter filter = item -> item % 7 != 3 || Arrays.binarySearch(targets, item) >= 0;
      int[] expected = new int[targets.length];
      for (int t = 0; t < targets.length; t++) {
        for (int item = 0; item < scores.length; item++) {
          boolean target = Arrays.binarySearch(targets, item) >= 0;
          boolean before =
              scores[item] > scores[targets[t]]
                  || (scores[item] == scores[targets[t]] && (!target || item < targets[t]));
          if (item != targets[t] && filter.allowed(item) && before) {
            expected[t]++;
          }
        }
      }
      Arrays.sort(expected);
      assertThat(TargetRanks.of(scores, targets, filter)).isEqualTo(expected);
    }
  }
}

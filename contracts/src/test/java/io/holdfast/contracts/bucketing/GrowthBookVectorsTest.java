package io.holdfast.contracts.bucketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.contracts.SharedData;
import io.holdfast.contracts.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The public vectors that every GrowthBook SDK is tested by. */
final class GrowthBookVectorsTest {
  private static final double TOLERANCE = 1e-6;

  @Test
  void hash() throws IOException {
    for (JsonNode vector : vectors("hash")) {
      double hash =
          Bucketing.hash(vector.get(0).asText(), vector.get(1).asText(), vector.get(2).intValue());
      if (vector.get(3).isNull()) {
        assertThat(hash).as(vector.toString()).isNaN();
      } else {
        assertThat(hash).as(vector.toString()).isEqualTo(vector.get(3).doubleValue());
      }
    }
  }

  @Test
  void getBucketRange() throws IOException {
    for (JsonNode vector : vectors("getBucketRange")) {
      JsonNode arguments = vector.get(1);
      double[] weights = arguments.get(2).isNull() ? null : doubles(arguments.get(2));
      List<BucketRange> ranges =
          Bucketing.bucketRanges(
              arguments.get(0).intValue(), arguments.get(1).doubleValue(), weights);
      List<BucketRange> expected = ranges(vector.get(2));
      assertThat(ranges).as(vector.toString()).hasSameSizeAs(expected);
      for (int k = 0; k < ranges.size(); k++) {
        assertThat(ranges.get(k).start())
            .as(vector.toString())
            .isCloseTo(expected.get(k).start(), within(TOLERANCE));
        assertThat(ranges.get(k).end())
            .as(vector.toString())
            .isCloseTo(expected.get(k).end(), within(TOLERANCE));
      }
    }
  }

  @Test
  void chooseVariation() throws IOException {
    for (JsonNode vector : vectors("chooseVariation")) {
      assertThat(Bucketing.chooseVariation(vector.get(1).doubleValue(), ranges(vector.get(2))))
          .as(vector.toString())
          .isEqualTo(vector.get(3).intValue());
    }
  }

  @Test
  void inNamespace() throws IOException {
    for (JsonNode vector : vectors("inNamespace")) {
      JsonNode range = vector.get(2);
      double start = range.get(1).doubleValue();
      double end = range.get(2).doubleValue();
      Namespace namespace = new Namespace(range.get(0).asText(), start, end);
      assertThat(Bucketing.inNamespace(vector.get(1).asText(), namespace))
          .as(vector.toString())
          .isEqualTo(vector.get(3).booleanValue());
    }
  }

  @Test
  void getEqualWeights() throws IOException {
    for (JsonNode vector : vectors("getEqualWeights")) {
      assertThat(Bucketing.equalWeights(vector.get(0).intValue()))
          .as(vector.toString())
          .containsExactly(doubles(vector.get(1)), within(TOLERANCE));
    }
  }

  private static JsonNode vectors(String name) throws IOException {
    JsonNode vectors =
        Json.mapper()
            .readTree(SharedData.file("vectors/growthbook/cases.json").toFile())
            .path(name);
    assertThat(vectors.size()).as("vectors of " + name).isPositive();
    return vectors;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = array.get(k).doubleValue();
    }
    return values;
  }

  private static List<BucketRange> ranges(JsonNode array) {
    List<BucketRange> ranges = new ArrayList<>();
    for (JsonNode range : array) {
      ranges.add(new BucketRange(range.get(0).doubleValue(), range.get(1).doubleValue()));
    }
    return ranges;
  }
}

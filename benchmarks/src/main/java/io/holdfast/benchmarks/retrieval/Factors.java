package io.holdfast.benchmarks.retrieval;

import io.holdfast.benchmarks.data.FactorData;
import io.holdfast.benchmarks.data.Matrices;
import io.holdfast.benchmarks.data.PowerLawData;
import io.holdfast.benchmarks.data.Rows;
import io.holdfast.core.artifact.Tensor;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.model.als.AlsModel;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What is searched, and for what.
 *
 * @param items float32 [items, d], row-major
 * @param queries each float32 [d]
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record Factors(float[] items, float[][] queries) {

  private static final int ENTRIES_PER_ITEM = 50;
  private static final int ENTRIES_PER_USER = 50;
  private static final int EPOCHS = 5;

  /** Made up. */
  static Factors madeUp(int items, int dimensions, int queries) {
    float[] factors = FactorData.items(items, dimensions, 1);
    return new Factors(factors, FactorData.queries(factors, dimensions, queries, 2));
  }

  /** Trained by {@code als}. */
  static Factors trained(int items, int dimensions, int queries) {
    int entries = Math.multiplyExact(items, ENTRIES_PER_ITEM);
    Rows rows =
        PowerLawData.draw(
            new PowerLawData.Shape(Math.max(1, entries / ENTRIES_PER_USER), items, entries), 1);
    ModelKind kind = ModelKinds.named(AlsModel.KIND);
    AlsModel model =
        (AlsModel)
            kind.train(
                Matrices.of(rows),
                kind.parameters()
                    .parse(
                        Map.of(
                            "factors", Integer.toString(dimensions),
                            "epochs", Integer.toString(EPOCHS),
                            "retrieval", "exact")),
                TrainingContext.withSeed(1));
    SplittableRandom random = new SplittableRandom(2);
    float[][] folded = new float[queries][];
    for (int query = 0; query < queries; query++) {
      int user = random.nextInt(rows.users());
      folded[query] =
          model.foldIn(
              History.ofItems(
                  Arrays.copyOfRange(
                      rows.columns(), rows.starts()[user], rows.starts()[user + 1])));
    }
    Tensor.Floats factors = (Tensor.Floats) model.contents().tensors().get("item_factors");
    return new Factors(factors.values(), folded);
  }
}

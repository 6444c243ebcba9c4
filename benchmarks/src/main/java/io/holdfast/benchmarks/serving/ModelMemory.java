package io.holdfast.benchmarks.serving;

import io.holdfast.core.model.RankingModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** What a loaded model keeps on the heap. */
final class ModelMemory {
  private static final int COLLECTIONS = 3;

  private ModelMemory() {}

  /**
   * A model and its size.
   *
   * @param model as the service loads it
   * @param bytes the heap that it keeps, by the difference of what is in use after collections
   */
  record Loaded(RankingModel model, long bytes) {}

  static Loaded load(TrainedModel trained) throws IOException {
    // What the first load alone leaves behind does not belong to a model.
    trained.load();
    long before = used();
    RankingModel model = trained.load();
    return new Loaded(model, used() - before);
  }

  private static long used() {
    for (int k = 0; k < COLLECTIONS; k++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

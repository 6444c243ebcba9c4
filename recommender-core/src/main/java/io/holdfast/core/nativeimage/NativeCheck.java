package io.holdfast.core.nativeimage;

import io.holdfast.core.artifact.ArtifactDescription;
import io.holdfast.core.artifact.DataDescription;
import io.holdfast.core.data.InteractionLog;
import io.holdfast.core.linalg.LinearAlgebra;
import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Trains {@code als} and {@code ease} on generated data, writes and reads their artifacts, folds a
 * user in who was not in training, and prints the best items: the same numbers, to rounding,
 * wherever it runs. {@code recommender-core/native-check} builds it as a native image and compares
 * it with itself on a JVM.
 *
 * <p>Prints one name and value a line. Not an example of how to train.
 */
public final class NativeCheck {

  private static final long SEED = 4;
  private static final int USERS = 2_000;
  private static final int ITEMS = 500;
  private static final int TOP = 10;

  private NativeCheck() {}

  /**
   * Takes no arguments; the property {@value LinearAlgebraProvider#PROPERTY} chooses the linear
   * algebra.
   *
   * @throws IOException if no artifact can be written to the temporary folder
   */
  public static void main(String[] arguments) throws IOException {
    run(LinearAlgebraProvider.get(), System.out);
  }

  /** Runs it all on the given kernels and prints the numbers. */
  static void run(LinearAlgebra linearAlgebra, PrintStream out) throws IOException {
    out.println("backend " + linearAlgebra.name());
    out.println("kinds " + String.join(",", ModelKinds.names()));
    InteractionLog log = generated();
    Path folder = Files.createTempDirectory("holdfast-native-check-");
    try {
      check("als", Map.of("factors", 32, "epochs", 3), log, linearAlgebra, folder, out);
      check("ease", Map.of(), log, linearAlgebra, folder, out);
    } finally {
      delete(folder);
    }
  }

  private static void check(
      String name,
      Map<String, ?> parameters,
      InteractionLog log,
      LinearAlgebra linearAlgebra,
      Path folder,
      PrintStream out)
      throws IOException {
    ModelKind kind = ModelKinds.named(name);
    TrainingContext context = TrainingContext.withSeed(SEED).withLinearAlgebra(linearAlgebra);
    RankingModel trained =
        kind.train(log.toMatrix(), kind.parameters().parse(parameters), context.withThreads(2));
    RankingModels.write(folder.resolve(name), describe(name, log, linearAlgebra), trained);
    RankingModel model = RankingModels.load(folder.resolve(name), linearAlgebra).model();
    History history = History.ofItems(3, 14, 15, 92, 65);
    TopK best = model.recommend(history, TOP, ItemFilter.excluding(history.items()));
    for (int rank = 0; rank < best.size(); rank++) {
      out.printf("%s.item.%d %s%n", name, rank + 1, model.items().id(best.item(rank)));
      out.printf("%s.score.%d %s%n", name, rank + 1, Float.toString(best.score(rank)));
    }
    float[] scores = new float[model.items().size()];
    model.score(history, scores);
    double squares = 0;
    for (float score : scores) {
      squares += (double) score * score;
    }
    out.printf("%s.norm %s%n", name, Double.toString(Math.sqrt(squares)));
  }

  /** Items of a popularity that falls like 1/√rank, of which each user likes one half more. */
  private static InteractionLog generated() {
    SplittableRandom random = new SplittableRandom(SEED);
    InteractionLog.Builder log = InteractionLog.builder();
    for (int item = 0; item < ITEMS; item++) {
      log.addItem("i" + item);
    }
    for (int user = 0; user < USERS; user++) {
      int length = 5 + random.nextInt(40);
      for (int n = 0; n < length; n++) {
        int item = (int) (ITEMS * Math.pow(random.nextDouble(), 2));
        boolean liked = item % 2 == user % 2 || random.nextInt(4) == 0;
        log.add("u" + user, "i" + (liked ? item : ITEMS - 1 - item), 1, n);
      }
    }
    return log.build();
  }

  private static ArtifactDescription describe(
      String name, InteractionLog log, LinearAlgebra linearAlgebra) {
    return new ArtifactDescription(
        name,
        name,
        Map.of(),
        SEED,
        linearAlgebra.name(),
        Instant.EPOCH,
        null,
        new DataDescription(
            "generated", "", USERS, ITEMS, log.size(), Instant.EPOCH, Instant.EPOCH),
        List.of(),
        null,
        List.of(),
        null);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.toList();
    }
    for (Path path : paths.reversed()) {
      Files.delete(path);
    }
  }
}

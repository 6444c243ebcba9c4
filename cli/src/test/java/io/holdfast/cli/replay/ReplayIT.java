package io.holdfast.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.stack.Stack;
import io.holdfast.cli.stack.TestStacks;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.TrainingContext;
import io.holdfast.training.reader.ColumnMapping;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import io.holdfast.training.reader.ReadSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who change their taste after the cut: whoever hears of it at once foresees them better.
 */
class ReplayIT {
  private static final int USERS = 60;
  private static final int ITEMS_OF_A_TASTE = 12;
  private static final int BASKETS_BEFORE = 4;
  private static final int BASKETS_AFTER = 3;
  private static final int TOP = 5;
  private static final Instant BEGINNING = Instant.parse("2026-01-05T09:00:00Z");

  @TempDir Path folder;

  @Test
  void foldingInAtOnceForeseesTheNextBasketBetter() throws Exception {
    DataFile file =
        new DataFile(
            data(), DataFormat.CSV, ColumnMapping.parse("user=user,item=item,time=time,type=type"));
    double share = (BASKETS_BEFORE + 0.01) / (BASKETS_BEFORE + BASKETS_AFTER);
    ReplaySettings settings =
        new ReplaySettings(
            file,
            share,
            ModelKinds.named("als"),
            Map.of("factors", "8"),
            TrainingContext.withSeed(1),
            TOP);

    try (Stack stack = TestStacks.start(folder.resolve("stack"), true)) {
      ReplayReport report =
          new Replay(settings, new Quiet()).run(stack, folder.resolve("model"), null);

      assertThat(report.sources()).containsOnlyKeys("model");
      assertThat(report.all().users()).isEqualTo(USERS);
      assertThat(report.all().baskets()).isEqualTo(USERS * BASKETS_AFTER);
      assertThat(report.later().baskets()).isEqualTo(USERS * (BASKETS_AFTER - 1));
      assertThat(report.all().interval95().low()).isPositive();
      assertThat(report.later().difference()).isGreaterThan(report.all().difference());
    }
  }

  /** A user's baskets are of one taste before the cut and of the next taste after it. */
  private Path data() throws Exception {
    Random random = new Random(1);
    List<String> rows = new ArrayList<>(List.of("user,item,time,type"));
    for (int basket = 0; basket < BASKETS_BEFORE + BASKETS_AFTER; basket++) {
      for (int user = 0; user < USERS; user++) {
        int taste = (user + (basket < BASKETS_BEFORE ? 0 : 1)) % 3;
        Instant at = BEGINNING.plus(Duration.ofDays(basket)).plusSeconds(user);
        for (int item : random.ints(0, ITEMS_OF_A_TASTE).distinct().limit(3).toArray()) {
          rows.add("u%d,i%d-%d,%s,purchase".formatted(user, taste, item, at));
        }
      }
    }
    return Files.write(folder.resolve("data.csv"), rows);
  }

  private static final class Quiet implements ReplayProgress {
    @Override
    public void phase(String what) {}

    @Override
    public void read(ReadSummary summary) {}

    @Override
    public void basket(int done, int total, Instant at) {}
  }
}

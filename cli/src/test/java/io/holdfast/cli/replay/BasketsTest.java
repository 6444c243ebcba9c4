package io.holdfast.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BasketsTest {
  @TempDir private Path folder;

  @Test
  void invoicesAreBasketsAndThoseWhoComeAfterTheCutOnlyAreLeftOut() throws IOException {
    DataFile file =
        file(
            "1,10001,A,1,2011-01-01T08:00:00,1.0,7,UK",
            "1,10002,B,1,2011-01-01T08:00:00,1.0,7,UK",
            "2,10001,A,1,2011-01-02T08:00:00,1.0,8,UK",
            "3,10003,C,1,2011-01-03T08:00:00,1.0,7,UK",
            "3,10003,C,2,2011-01-03T08:00:00,1.0,7,UK",
            "4,10001,A,1,2011-01-04T08:00:00,1.0,9,UK");

    Baskets baskets = Baskets.read(file, 0.6, summary -> {});

    assertThat(baskets.cut()).isEqualTo(Instant.parse("2011-01-03T08:00:00Z"));
    assertThat(baskets.before()).extracting(Basket::userId).containsExactly("7", "8");
    assertThat(baskets.after()).extracting(Basket::userId).containsExactly("7");
    assertThat(baskets.after().getFirst().items()).containsExactly("10003");
    assertThat(baskets.users()).containsExactly("7");
  }

  @Test
  void dataWithNobodyOnBothSidesIsRefused() throws IOException {
    DataFile file =
        file(
            "1,10001,A,1,2011-01-01T08:00:00,1.0,7,UK", "2,10001,A,1,2011-01-02T08:00:00,1.0,8,UK");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Baskets.read(file, 0.9, summary -> {}))
        .withMessageStartingWith("no user has baskets on both sides of");
  }

  /** Three items of which the list of four names two; of five items and k = 4, four can be hit. */
  @Test
  void recallIsHitsOverWhatCouldBeHit() throws IOException {
    Basket three = basket("10001", "10002", "10003");
    Basket five = basket("10001", "10002", "10003", "10004", "10005");

    assertThat(three.recall(List.of("10002", "10009", "10003", "10008"), 4)).isEqualTo(2.0 / 3);
    assertThat(five.recall(List.of("10002", "10009", "10003", "10008"), 4)).isEqualTo(0.5);
  }

  private Basket basket(String... items) throws IOException {
    String[] rows = new String[items.length + 1];
    rows[0] = "1,10001,A,1,2011-01-01T08:00:00,1.0,7,UK";
    for (int at = 0; at < items.length; at++) {
      rows[at + 1] = "2," + items[at] + ",A,1,2011-01-02T08:00:00,1.0,7,UK";
    }
    return Baskets.read(file(rows), 0.5, summary -> {}).after().getFirst();
  }

  private DataFile file(String... rows) throws IOException {
    String header =
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
    Path path = Files.createTempFile(folder, "retail", ".csv");
    Files.writeString(path, header + "\n" + String.join("\n", rows) + "\n");
    return DataFile.of(path, DataFormat.ONLINE_RETAIL);
  }
}

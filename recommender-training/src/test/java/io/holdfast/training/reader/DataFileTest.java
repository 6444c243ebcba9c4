package io.holdfast.training.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.training.reader.ReadSummary.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  private static final String RETAIL_HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir Path folder;

  @Test
  void readsMovieLens100k() throws IOException {
    List<DataRow> rows =
        rows(DataFormat.MOVIELENS_100K, "196\t242\t3\t881250949\n186\t302\t4.5\t891717742\n");
    assertThat(rows).extracting(DataRow::userId).containsExactly("196", "186");
    assertThat(rows).extracting(DataRow::itemId).containsExactly("242", "302");
    assertThat(rows).extracting(DataRow::value).containsExactly(3.0, 4.5);
    assertThat(rows).extracting(DataRow::type).containsOnly("rating");
    assertThat(rows.getFirst().occurredAt()).isEqualTo(Instant.ofEpochSecond(881250949));
  }

  @Test
  void readsMovieLens1m() throws IOException {
    List<DataRow> rows = rows(DataFormat.MOVIELENS_1M, "1::1193::5::978300760\r\n");
    assertThat(rows)
        .singleElement()
        .satisfies(row -> assertThat(row.itemId()).isEqualTo("1193"))
        .satisfies(row -> assertThat(row.occurredAt()).isEqualTo(Instant.ofEpochSecond(978300760)));
  }

  @Test
  void readsMovieLensCsvWhereverItsColumnsAre() throws IOException {
    List<DataRow> rows =
        rows(
            DataFormat.MOVIELENS_CSV,
            "\uFEFFmovieId,userId,timestamp,rating\n31,1,1260759144,2.5\n\n");
    assertThat(rows)
        .singleElement()
        .extracting(DataRow::userId, DataRow::itemId, DataRow::value)
        .containsExactly("1", "31", 2.5);
  }

  @Test
  void readsSequencesInOrder() throws IOException {
    List<DataRow> rows = rows(DataFormat.SEQUENCES, "7 30 10 20\n8 10\n");
    assertThat(rows).extracting(DataRow::userId).containsExactly("7", "7", "7", "8");
    assertThat(rows).extracting(DataRow::itemId).containsExactly("30", "10", "20", "10");
    assertThat(rows)
        .extracting(row -> row.occurredAt().getEpochSecond())
        .containsExactly(1L, 2L, 3L, 1L);
  }

  @Test
  void dropsAndCountsWhatIsNoPurchaseInOnlineRetail() throws IOException {
    Path file =
        write(
            RETAIL_HEADER
                + "1,85123A,\"HEART, WHITE \"\"T\"\"\",6,2010-12-01T08:26:00,2.55,17850,UK\n"
                + "1,71053,LANTERN,1,12/1/2010 8:26,3.39,17850.0,UK\n"
                + "2,71053,LANTERN,1,2010-12-01T08:26:00,3.39,,UK\n"
                + "C3,71053,LANTERN,-1,2010-12-01T08:26:00,3.39,17850,UK\n"
                + "4,71053,LANTERN,0,2010-12-01T08:26:00,3.39,17850,UK\n"
                + "5,71053,LANTERN,2,2010-12-01T08:26:00,0,17850,UK\n"
                + "6,POST,POSTAGE,1,2010-12-01T08:26:00,18,17850,UK\n"
                + "7,BANK CHARGES,,1,2010-12-01T08:26:00,18,17850,UK\n");
    List<DataRow> rows = new ArrayList<>();
    ReadSummary summary = DataFile.of(file, DataFormat.ONLINE_RETAIL).read(rows::add);
    assertThat(rows).extracting(DataRow::itemId).containsExactly("85123A", "71053");
    assertThat(rows).extracting(DataRow::userId).containsExactly("17850", "17850");
    assertThat(rows).extracting(DataRow::type).containsOnly("purchase");
    assertThat(rows.getFirst().details().itemTitle()).isEqualTo("HEART, WHITE \"T\"");
    assertThat(rows.getFirst().details().sessionId()).isEqualTo("1");
    assertThat(rows.get(1).occurredAt()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
    assertThat(summary.rows()).isEqualTo(2);
    assertThat(summary.dropped())
        .isEqualTo(
            Map.of(
                Reason.NO_CUSTOMER, 1L,
                Reason.CANCELLATION, 1L,
                Reason.NON_POSITIVE_QUANTITY, 1L,
                Reason.NON_POSITIVE_PRICE, 1L,
                Reason.NO_PRODUCT, 2L));
    assertThat(summary.describeDropped()).startsWith("no-customer 1, cancellation 1");
  }

  @Test
  void readsGzippedFilesAsTheyAre() throws IOException {
    Path file = folder.resolve("data");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("5 6\n".getBytes(StandardCharsets.UTF_8));
    }
    List<DataRow> rows = new ArrayList<>();
    DataFile.of(file, DataFormat.SEQUENCES).read(rows::add);
    assertThat(rows).hasSize(1);
  }

  @Test
  void readsAnyCsvByItsColumns() throws IOException {
    ColumnMapping columns = ColumnMapping.parse("user=who,item=what,time=at,value=n,type=did");
    Path file =
        write(
            "did,at,who,what,n\n"
                + "play,2026-01-02T03:04:05Z,ann,\"a,1\",2.5\n"
                + "VISIT,1767323045000,ann,,\n"
                + "view,2026-01-02 03:04:05,bob,b,\n"
                + "view,2026-01-02,bob,\"line\nbreak\",\n");
    List<DataRow> rows = new ArrayList<>();
    new DataFile(file, DataFormat.CSV, columns).read(rows::add);
    Instant expected = Instant.parse("2026-01-02T03:04:05Z");
    assertThat(rows).extracting(DataRow::type).containsExactly("play", "visit", "view", "view");
    assertThat(rows).extracting(DataRow::itemId).containsExactly("a,1", null, "b", "line\nbreak");
    assertThat(rows)
        .extracting(DataRow::occurredAt)
        .containsExactly(expected, expected, expected, Instant.parse("2026-01-02T00:00:00Z"));
  }

  @Test
  void readsRatingsByCriterion() throws IOException {
    ColumnMapping columns =
        ColumnMapping.parse("user=who,item=what,value=n,criteria.food=f,criteria.room size=r");
    Path file = write("who,what,n,f,r\nann,a,4,5,2.5\nbob,a,3,,1\nbob,b,3,,\n");
    List<DataRow> rows = new ArrayList<>();
    new DataFile(file, DataFormat.CSV, columns).read(rows::add);
    assertThat(rows)
        .extracting(row -> row.toInteraction().criteria())
        .containsExactly(Map.of("food", 5.0, "room size", 2.5), Map.of("room size", 1.0), Map.of());
    Path wrong = write("who,what,n,f,r\nann,a,4,much,2.5\n");
    assertThatThrownBy(() -> new DataFile(wrong, DataFormat.CSV, columns).read(rows::add))
        .hasMessageContaining("line 2")
        .hasMessageContaining("criteria.food is no number: much");
    assertThatThrownBy(() -> ColumnMapping.parse("user=u,item=i,criteria.=c"))
        .hasMessageContaining("criteria.NAME=…");
  }

  @Test
  void takesAValueWithoutATypeForARating() throws IOException {
    Path file = write("who,what,n\nann,a,2.5\n");
    List<DataRow> rows = new ArrayList<>();
    new DataFile(file, DataFormat.CSV, ColumnMapping.parse("user=who,item=what,value=n"))
        .read(rows::add);
    new DataFile(file, DataFormat.CSV, ColumnMapping.parse("user=who,item=what")).read(rows::add);
    assertThat(rows).extracting(DataRow::type).containsExactly("rating", "click");
  }

  @Test
  void readsOurOwnInteractions() throws IOException {
    UUID id = UUID.fromString("00000000-0000-4000-8000-000000000001");
    List<DataRow> rows =
        rows(
            DataFormat.JSONL,
            """
            {"eventId":"%s","userId":"u","itemId":"i","type":"play","value":3,\
            "occurredAt":"2026-01-02T03:04:05Z","sessionId":"s","context":{"country":"NL"}}
            {"userId":"u","type":"visit","occurredAt":"2026-01-02T03:04:05Z"}
            """
                .formatted(id));
    assertThat(rows.getFirst().toInteraction().eventId()).isEqualTo(id);
    assertThat(rows.getFirst().toInteraction().context()).isEqualTo(Map.of("country", "NL"));
    assertThat(rows.getFirst().toInteraction().historical()).isTrue();
    assertThat(rows.get(1).itemId()).isNull();
  }

  @Test
  void mintsTheSameEventIdEachTimeAndAnotherForEachRow() throws IOException {
    String twice = "1\t2\t3\t4\n1\t2\t3\t4\n";
    List<UUID> first = eventIds(rows(DataFormat.MOVIELENS_100K, twice));
    List<UUID> again = eventIds(rows(DataFormat.MOVIELENS_100K, twice));
    assertThat(first).isEqualTo(again).doesNotHaveDuplicates();
    assertThat(rows(DataFormat.MOVIELENS_100K, twice).getFirst().at(Instant.EPOCH).toInteraction())
        .satisfies(moved -> assertThat(moved.eventId()).isEqualTo(first.getFirst()))
        .satisfies(moved -> assertThat(moved.occurredAt()).isEqualTo(Instant.EPOCH));
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertWrong(DataFormat.MOVIELENS_100K, "1\t2\t3\t4\n1\t2\t3\n", 2, "3 fields");
    assertWrong(DataFormat.MOVIELENS_1M, "1::2::three::4\n", 1, "no number: three");
    assertWrong(DataFormat.MOVIELENS_1M, "1::2::3::soon\n", 1, "soon");
    assertWrong(DataFormat.MOVIELENS_CSV, "userId,movieId,rating\n", 1, "no column timestamp");
    assertWrong(DataFormat.MOVIELENS_CSV, "", 0, "header is missing");
    assertWrong(
        DataFormat.MOVIELENS_CSV, "userId,movieId,rating,timestamp\n1,2,3\n", 2, "3 fields");
    assertWrong(
        DataFormat.MOVIELENS_CSV, "userId,movieId,rating,timestamp\n1,2,NaN,5\n", 2, "not finite");
    assertWrong(DataFormat.SEQUENCES, "1 2\n3\n", 2, "without items");
    assertWrong(DataFormat.JSONL, "{\"userId\":\"u\"}\n", 1, "userId and type");
    assertWrong(DataFormat.JSONL, "\n{\"userId\":\n", 2, "not a Line");
    assertWrong(
        DataFormat.JSONL,
        "{\"userId\":\"u\",\"type\":\"view\",\"occurredAt\":\"2026-01-02T03:04:05Z\"}\n",
        1,
        "itemId is needed");
    assertWrong(DataFormat.ONLINE_RETAIL, RETAIL_HEADER + "1,2,\"3,4\n", 2, "does not end");
    assertWrong(DataFormat.SEQUENCES, "1 " + "9".repeat(300) + "\n", 1, "longer than 256");
    assertWrong(
        DataFormat.SEQUENCES, "1 " + "9".repeat(Lines.MAX_LINE) + "\n", 1, "longer than 1048576");
  }

  @Test
  void refusesTextOfAnotherEncoding() throws IOException {
    Path file = folder.resolve("data");
    Files.write(file, new byte[] {'1', ' ', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> DataFile.of(file, DataFormat.SEQUENCES).read(row -> {}))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("encoding");
  }

  @Test
  void refusesWrongColumns() {
    assertThatThrownBy(() -> ColumnMapping.parse("user=u"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ColumnMapping.parse("user=u,item=i,colour=c"))
        .hasMessageContaining("colour=c");
    assertThatThrownBy(() -> ColumnMapping.parse("user=u,user=v,item=i"))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> DataFile.of(folder, DataFormat.CSV)).hasMessageContaining("columns");
    assertThatThrownBy(() -> DataFormat.ofWire("xml")).hasMessageContaining("online-retail");
  }

  @Test
  void learnsTitlesFromRowsAndFromTheFileBeside() throws IOException {
    Files.writeString(
        folder.resolve("movies.csv"),
        "movieId,title,genres\n1,\"Story, A (1995)\",Comedy|Drama\n2,B,(no genres listed)\n");
    Catalogue films = Catalogue.beside(DataFile.of(write(""), DataFormat.MOVIELENS_CSV));
    assertThat(films.items())
        .containsExactly(
            new CatalogueItem("1", "Story, A (1995)", List.of("Comedy", "Drama")),
            new CatalogueItem("2", "B", List.of()));
    assertThat(films.title("3")).isEqualTo("3");

    DataFile retail =
        DataFile.of(
            write(RETAIL_HEADER + "1,71053,LANTERN,1,2010-12-01T08:26:00,3.39,17850,UK\n"),
            DataFormat.ONLINE_RETAIL);
    Catalogue goods = Catalogue.beside(retail);
    retail.read(goods::learn);
    assertThat(goods.title("71053")).isEqualTo("LANTERN");
  }

  @Test
  void readsTheRealOnlineRetail() throws IOException {
    Path file =
        Path.of(System.getProperty("holdfast.shared", "absent"))
            .resolve("data/online-retail/online_retail.csv.gz");
    assumeThat(file).as("the shared data is not here").exists();
    ReadSummary summary = DataFile.of(file, DataFormat.ONLINE_RETAIL).read(row -> {});
    // 541,909 rows in all, 135,080 of them without a customer.
    assertThat(summary.rows() + summary.droppedRows()).isEqualTo(541_909);
    assertThat(summary.dropped()).containsEntry(Reason.NO_CUSTOMER, 135_080L);
  }

  private void assertWrong(DataFormat format, String text, long line, String what) {
    assertThatThrownBy(() -> rows(format, text))
        .isInstanceOfSatisfying(
            DataFileException.class, e -> assertThat(e.line()).as(text).isEqualTo(line))
        .hasMessageContaining(what);
  }

  private List<DataRow> rows(DataFormat format, String text) throws IOException {
    List<DataRow> rows = new ArrayList<>();
    DataFile.of(write(text), format).read(rows::add);
    return rows;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data"), text);
  }

  private static List<UUID> eventIds(List<DataRow> rows) {
    return rows.stream().map(row -> row.toInteraction().eventId()).toList();
  }
}

package io.holdfast.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y\r\n", "a,b\r1,x\r2,y", "a,b\n\n1,x\n2,y"})
  void linesEndInAnyWay(String text) throws IOException {
    assertThat(rows(text, "a", "b")).containsExactly("1|x", "2|y");
  }

  @Test
  void fieldsMayBeQuoted() throws IOException {
    String text = "a,\"the, b\"\n\"1\",\"say \"\"hi\"\"\"\n2,\"two\nlines\"\n3,\"\"\n";
    assertThat(rows(text, "a", "the, b")).containsExactly("1|say \"hi\"", "2|two\nlines", "3|");
  }

  @Test
  void columnsAreTakenByNameInAnyOrderAndMoreThanOnce() throws IOException {
    assertThat(rows("a, b ,c\n1,2,3\n", "c", "b", "c")).containsExactly("3|2|3");
  }

  @Test
  void byteOrderMarksAndGzipAreTold() throws IOException {
    byte[] text = "\uFEFFä,b\nö,x\n".getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text);
    }
    for (byte[] bytes : List.of(text, zipped.toByteArray())) {
      assertThat(rows(bytes, "ä", "b")).containsExactly("ö|x");
    }
    byte[] cut = Arrays.copyOf(zipped.toByteArray(), zipped.size() - 9);
    assertThatThrownBy(() -> rows(cut, "ä", "b"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("ends early");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | line 1: the header is missing",
        "'a,b,a\n'         | line 1: the header names a column twice",
        "'a,b\n1,2\n3\n'   | line 3: fields: 1, where the header has 2",
        "'a,b\n\n1,2,3\n'  | line 3: fields: 3, where the header has 2",
        "'a,b\n\"1\n\n\",2\n3\n'     | line 5: fields: 1, where the header has 2",
        "'a,b\n1,\"2\" x\n' | line 2: at or after this line",
      })
  void wrongRowsAreErrorsAtTheirLine(String text, String message) {
    assertThatThrownBy(() -> rows(text, "a"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("table.csv, " + message);
  }

  @Test
  void textThatIsNotUtf8IsAnError() {
    byte[] latin = "a,b\n1,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> rows(latin, "a"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void fieldsHaveABound() {
    String text = "a,b\n1,\"" + "x".repeat(2 * CsvTable.MAX_FIELD) + "\n";
    assertThatThrownBy(() -> rows(text, "a"))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void unknownColumnsAreNamedBesideThoseThereAre() {
    assertThatThrownBy(() -> rows("a,b\n", "c"))
        .isInstanceOf(UnknownColumnException.class)
        .hasMessage("table.csv has no column c; there are a, b");
  }

  private List<String> rows(String text, String... columns) throws IOException {
    return rows(text.getBytes(StandardCharsets.UTF_8), columns);
  }

  private List<String> rows(byte[] bytes, String... columns) throws IOException {
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    List<String> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file)) {
      List<Field> fields = Arrays.stream(columns).map(table::field).toList();
      while (table.next()) {
        rows.add(String.join("|", fields.stream().map(Field::toString).toList()));
      }
      assertThat(table.rows()).isEqualTo(rows.size());
    }
    return rows;
  }
}

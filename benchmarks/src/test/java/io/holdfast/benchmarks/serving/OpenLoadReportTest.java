package io.holdfast.benchmarks.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenLoadReportTest {
  private static final String LIST =
      "{\"source\":\"model\",\"items\":[{\"itemId\":\"12\",\"position\":0},{\"itemId\":\"3\"}]}";

  @Test
  void countsItemsThatCameBackAfterTheClick() {
    OpenLoadReport report = new OpenLoadReport();
    report.list(2_000_000, LIST, null);
    report.list(4_000_000, LIST, "3");
    report.list(4_000_000, LIST, "1");
    report.acknowledged(1_000_000);
    assertThat(report.lists()).isEqualTo(3);
    assertThat(report.toString())
        .contains("sources {model=3}", "click 2 times, the item came back 1")
        .containsPattern("lists +3: p50 4\\.00 ms");
  }

  @Test
  void findsTheFirstItem() {
    assertThat(OpenLoadReport.firstItem(LIST)).isEqualTo("12");
    assertThat(OpenLoadReport.firstItem("{\"items\":[]}")).isNull();
  }
}

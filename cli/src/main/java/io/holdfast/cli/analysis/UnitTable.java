package io.holdfast.cli.analysis;

import io.holdfast.cli.analysis.MetricDefinition.OfRows;
import io.holdfast.cli.analysis.MetricDefinition.OfUnits;
import io.holdfast.cli.analysis.UnitColumn.Reduction;
import io.holdfast.cli.table.CsvTable;
import io.holdfast.cli.table.Field;
import io.holdfast.cli.table.TableException;
import io.holdfast.cli.table.TextIndex;
import io.holdfast.stickiness.statistics.ClusteredValues;
import io.holdfast.stickiness.statistics.MetricKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The units of a table with their variants and numbers, rows of one unit reduced to one: the sum
 * for a mean and a ratio, the largest for a proportion; all of them for a quantile. Per unit it
 * keeps its name once, 4 bytes for the variant and 8 for each column. Not thread-safe.
 */
final class UnitTable {
  /** A variant is a choice, not a measurement: more different values than this are a mistake. */
  static final int MAX_VARIANTS = 100;

  private static final int IN_SEVERAL = -1;

  private final TextIndex units = new TextIndex();
  private final TextIndex variants = new TextIndex();
  private final List<UnitColumn> columns = new ArrayList<>();
  private final List<RowColumn> rowColumns = new ArrayList<>();
  private UnitColumn covariate;
  private int[] variantOf = new int[1_024];
  private int assigned;
  private long rows;

  private UnitTable() {}

  /**
   * Reads a table.
   *
   * @throws TableException if a field does not fit, with its line
   * @throws io.holdfast.cli.table.UnknownColumnException if a column is not there
   */
  static UnitTable read(AnalysisRequest request) throws IOException {
    UnitTable table = new UnitTable();
    try (CsvTable rows = CsvTable.open(request.data())) {
      table.read(rows, request);
      if (rows.rows() == 0) {
        throw rows.error("there is no row below the header");
      }
    }
    return table;
  }

  private void read(CsvTable table, AnalysisRequest request) throws IOException {
    Field unit = table.field(request.unit());
    Field variant = table.field(request.variant());
    for (MetricDefinition metric : request.metrics()) {
      switch (metric) {
        case OfUnits reduced -> add(table, reduced);
        case OfRows quantile -> add(table, quantile);
      }
    }
    if (request.covariate() != null) {
      covariate = new UnitColumn(table.field(request.covariate()), Reduction.SAME);
      columns.add(covariate);
    }
    while (table.next()) {
      int number = units.add(unit.id());
      assign(number, variants.add(variant.id()));
      if (variants.size() > MAX_VARIANTS) {
        throw variant.error("has more than " + MAX_VARIANTS + " values; is it the variant?");
      }
      for (UnitColumn column : columns) {
        column.read(number);
      }
      for (RowColumn column : rowColumns) {
        column.read(number);
      }
    }
    rows = table.rows();
  }

  private void add(CsvTable table, OfUnits metric) {
    boolean largest = metric.kind() == MetricKind.PROPORTION;
    add(table, metric.column(), largest ? Reduction.MAX : Reduction.SUM);
    if (metric.kind() == MetricKind.RATIO) {
      add(table, metric.denominator(), Reduction.SUM);
    }
  }

  private void add(CsvTable table, OfRows metric) {
    if (rowColumns.stream().noneMatch(known -> known.is(metric.column()))) {
      rowColumns.add(new RowColumn(table.field(metric.column())));
    }
  }

  private void add(CsvTable table, String column, Reduction reduction) {
    if (columns.stream().noneMatch(known -> known.is(column, reduction))) {
      columns.add(new UnitColumn(table.field(column), reduction));
    }
  }

  private void assign(int unit, int variant) {
    if (unit == variantOf.length) {
      variantOf = Arrays.copyOf(variantOf, Math.addExact(unit, unit >> 1));
    }
    if (unit == assigned) {
      variantOf[unit] = variant;
      assigned++;
    } else if (variantOf[unit] != variant) {
      variantOf[unit] = IN_SEVERAL;
    }
  }

  /** How many rows were read. */
  long rows() {
    return rows;
  }

  /** How many units there are, in one variant or in several. */
  int units() {
    return assigned;
  }

  /** How many units were seen in more than one variant. */
  long unitsInSeveral() {
    return Arrays.stream(variantOf, 0, assigned).filter(variant -> variant == IN_SEVERAL).count();
  }

  /** The names of the variants by number. */
  List<String> variants() {
    return IntStream.range(0, variants.size()).mapToObj(variants::text).toList();
  }

  /** The units that were seen in one variant, this one. */
  int[] unitsIn(int variant) {
    return IntStream.range(0, assigned).filter(unit -> variantOf[unit] == variant).toArray();
  }

  /** The units that were seen in one variant, whichever. */
  int[] unitsInOne() {
    return IntStream.range(0, assigned).filter(unit -> variantOf[unit] != IN_SEVERAL).toArray();
  }

  /** The numbers of a metric; of a ratio, its numerators. */
  UnitColumn values(OfUnits metric) {
    return metric.kind() == MetricKind.PROPORTION
        ? column(metric.column(), Reduction.MAX)
        : column(metric.column(), Reduction.SUM);
  }

  /** The denominators of a ratio. */
  UnitColumn denominators(OfUnits ratio) {
    return column(ratio.denominator(), Reduction.SUM);
  }

  /** The numbers of the rows of a variant's units. */
  ClusteredValues rows(OfRows metric, int variant) {
    return rowColumns.stream()
        .filter(each -> each.is(metric.column()))
        .findFirst()
        .orElseThrow()
        .of(unitsIn(variant), assigned);
  }

  /** The covariate, if one was asked for. */
  Optional<UnitColumn> covariate() {
    return Optional.ofNullable(covariate);
  }

  private UnitColumn column(String name, Reduction reduction) {
    return columns.stream().filter(each -> each.is(name, reduction)).findFirst().orElseThrow();
  }
}

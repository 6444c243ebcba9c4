package io.holdfast.cli.analysis;

import io.holdfast.cli.table.Field;
import io.holdfast.cli.table.TableException;
import io.holdfast.stickiness.statistics.ClusteredValues;
import java.util.Arrays;

/**
 * The numbers of all rows with the unit that each belongs to: 12 bytes a row. Rows in which the
 * field is empty have none. Not thread-safe.
 */
final class RowColumn {

  private final Field field;
  private double[] values = new double[1_024];
  private int[] units = new int[1_024];
  private int size;

  RowColumn(Field field) {
    this.field = field;
  }

  /**
   * Takes the row that was read last.
   *
   * @param unit whose row it is
   * @throws TableException if the field is no number
   */
  void read(int unit) throws TableException {
    if (field.isBlank()) {
      return;
    }
    if (size == values.length) {
      int larger = Math.addExact(size, size >> 1);
      values = Arrays.copyOf(values, larger);
      units = Arrays.copyOf(units, larger);
    }
    values[size] = field.number();
    units[size] = unit;
    size++;
  }

  boolean is(String column) {
    return field.column().equals(column);
  }

  /**
   * The values of some units, unit by unit.
   *
   * @param some their numbers
   * @param count how many units there are in all
   */
  ClusteredValues of(int[] some, int count) {
    int[] starts = new int[count + 1];
    for (int row = 0; row < size; row++) {
      starts[units[row] + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    double[] byUnit = new double[size];
    int[] next = starts.clone();
    for (int row = 0; row < size; row++) {
      byUnit[next[units[row]]++] = values[row];
    }
    ClusteredValues.Builder clustered = new ClusteredValues.Builder();
    for (int unit : some) {
      clustered.add(Arrays.copyOfRange(byUnit, starts[unit], starts[unit + 1]));
    }
    return clustered.build();
  }
}

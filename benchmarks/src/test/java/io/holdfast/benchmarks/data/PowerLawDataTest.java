package io.holdfast.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.data.InteractionMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLawDataTest {

  @Test
  void hasTheShapeOfMovieLens() {
    assertThat(PowerLawData.Shape.ofMovieLens(20_000_263))
        .isEqualTo(new PowerLawData.Shape(138_493, 26_744, 20_000_263));
    assertThat(PowerLawData.Shape.ofMovieLens(5_000_066))
        .isEqualTo(new PowerLawData.Shape(34_623, 13_372, 5_000_066));
  }

  @Test
  void fewItemsHaveMuchAndFewUsersDoMuch() {
    Rows rows = PowerLawData.draw(PowerLawData.Shape.ofMovieLens(100_000), 1);
    assertThat(rows.entries()).isBetween(75_000, 100_000);
    // The matrix checks that items are in range and at most once in a row.
    InteractionMatrix matrix = Matrices.of(rows);
    int[] perItem = matrix.usersPerItem();
    Arrays.sort(perItem);
    long ofTheTopTenth =
        Arrays.stream(perItem, perItem.length - perItem.length / 10, perItem.length).sum();
    assertThat(ofTheTopTenth / (double) rows.entries()).isBetween(0.4, 0.8);
    int[] perUser = new int[rows.users()];
    Arrays.setAll(perUser, user -> rows.starts()[user + 1] - rows.starts()[user]);
    Arrays.sort(perUser);
    assertThat(perUser[0]).isGreaterThanOrEqualTo(2);
    assertThat(perUser[perUser.length - 1]).isGreaterThan(5 * perUser[perUser.length / 2]);
  }

  @Test
  void isTheSameForASeed() {
    PowerLawData.Shape shape = new PowerLawData.Shape(50, 200, 1_000);
    assertThat(PowerLawData.draw(shape, 1))
        .usingRecursiveComparison()
        .isEqualTo(PowerLawData.draw(shape, 1));
    assertThat(PowerLawData.draw(shape, 2).columns())
        .isNotEqualTo(PowerLawData.draw(shape, 1).columns());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 2, 100", "10, 49, 30", "10, 3, 1"})
  void canBeTiny(int users, int items, int entries) {
    Rows rows = PowerLawData.draw(new PowerLawData.Shape(users, items, entries), 1);
    assertThat(rows.users()).isEqualTo(users);
    assertThat(Matrices.of(rows).columns()).isEqualTo(items);
  }
}

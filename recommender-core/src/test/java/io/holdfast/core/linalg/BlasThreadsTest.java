package io.holdfast.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlasThreadsTest {

  @Test
  void oneThreadOrNoWishIsFine() {
    assertThat(BlasThreads.warning(Map.<String, String>of()::get, 1)).isEmpty();
    assertThat(BlasThreads.warning(Map.of("OMP_NUM_THREADS", "1")::get, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS"})
  void namesTheVariableAndWhatToDo(String variable) {
    assertThat(BlasThreads.warning(Map.of(variable, "8")::get, 1))
        .get()
        .asString()
        .contains(variable + "=8", "Set it to 1");
  }

  @Test
  void theFirstVariableThatIsSetCountsAsInOpenBlas() {
    assertThat(
            BlasThreads.warning(
                Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "8")::get, 1))
        .isEmpty();
    assertThat(
            BlasThreads.warning(
                Map.of("OPENBLAS_NUM_THREADS", "many", "OMP_NUM_THREADS", "4,2")::get, 1))
        .get()
        .asString()
        .contains("OMP_NUM_THREADS=4");
  }

  @Test
  void warnsOfALibraryThatRunsMoreThanItWasTold() {
    assertThat(BlasThreads.warning(Map.of("OPENBLAS_NUM_THREADS", "1")::get, 4))
        .get()
        .asString()
        .contains("4 threads", "start with OPENBLAS_NUM_THREADS=1");
  }
}

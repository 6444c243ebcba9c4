package io.holdfast.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailuresTest {

  static Stream<Throwable> passing() {
    return Stream.of(
        new ConnectException("Connection refused"),
        ClosedConnectionException.INSTANCE,
        new TimeoutException(),
        new CompletionException(new IllegalStateException(new ConnectException("refused"))));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesWithTheDatabase(Throwable failure) {
    assertThat(DatabaseFailures.isUnavailable(failure)).isTrue();
  }

  /** Codes of appendix A of PostgreSQL's manual. */
  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57P03", "08006", "53300", "53100"})
  void statesOfAServerThatCannot(String state) {
    assertThat(DatabaseFailures.isUnavailable(refused(state))).isTrue();
    assertThat(DatabaseFailures.isUnavailable(new RuntimeException(refused(state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42P01", "40001"})
  void statesThatAreOurs(String state) {
    assertThat(DatabaseFailures.isUnavailable(refused(state))).isFalse();
  }

  static Stream<Throwable> ours() {
    return Stream.of(
        new IllegalStateException("a bug"), new PgException("no state", null, null, null));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void whatIsOurs(Throwable failure) {
    assertThat(DatabaseFailures.isUnavailable(failure)).isFalse();
  }

  private static PgException refused(String state) {
    return new PgException("refused", "ERROR", state, null);
  }
}

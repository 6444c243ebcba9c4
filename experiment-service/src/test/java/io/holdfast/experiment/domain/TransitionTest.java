package io.holdfast.experiment.domain;

import static io.holdfast.contracts.event.ExperimentState.ARCHIVED;
import static io.holdfast.contracts.event.ExperimentState.DRAFT;
import static io.holdfast.contracts.event.ExperimentState.PAUSED;
import static io.holdfast.contracts.event.ExperimentState.RUNNING;
import static io.holdfast.contracts.event.ExperimentState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransitionTest {
  @Test
  void allowsTheLegalMovesOnly() {
    assertThat(Transition.allowedFrom(DRAFT)).containsExactly("start", "archive");
    assertThat(Transition.allowedFrom(RUNNING)).containsExactly("pause", "stop");
    assertThat(Transition.allowedFrom(PAUSED)).containsExactly("start", "stop");
    assertThat(Transition.allowedFrom(STOPPED)).containsExactly("archive");
    assertThat(Transition.allowedFrom(ARCHIVED)).isEmpty();
  }
}

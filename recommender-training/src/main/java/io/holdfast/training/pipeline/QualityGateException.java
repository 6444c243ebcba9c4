package io.holdfast.training.pipeline;

import io.holdfast.core.artifact.GateResult;

/** A model was significantly worse than the baseline, so no artifact was written. */
public final class QualityGateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient GateResult result;

  QualityGateException(GateResult result) {
    super("the quality gate refuses the model: " + result.explanation());
    this.result = result;
  }

  /** What the gate measured. */
  public GateResult result() {
    return result;
  }
}

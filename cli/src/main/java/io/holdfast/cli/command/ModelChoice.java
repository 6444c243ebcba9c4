package io.holdfast.cli.command;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.ModelKind;
import io.holdfast.core.model.ModelKinds;
import io.holdfast.core.model.Parameters;
import io.holdfast.core.model.ProgressListener;
import io.holdfast.core.model.TrainingContext;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Finds what a command line names, or says what there is. */
final class ModelChoice {
  /** Models that are named in the documentation but come later. */
  private static final Set<String> LATER =
      Set.of("neumf", "two-tower", "sasrec", "bert4rec", "text", "hybrid");

  private static final String BLAS = "blas";

  private ModelChoice() {}

  static ModelKind kind(CommandLine command, String name) {
    try {
      return ModelKinds.named(name);
    } catch (IllegalArgumentException e) {
      String message = LATER.contains(name) ? "model " + name + ": not in this version" : null;
      throw new ParameterException(command, message == null ? e.getMessage() : message, e);
    }
  }

  /**
   * How to train: takes {@code blas}, which is no model's own, out of the parameters given.
   *
   * @throws ParameterException if there is no linear algebra of that name
   */
  static TrainingContext context(CommandLine command, long seed, Map<String, String> given) {
    String blas = given.remove(BLAS);
    if (blas == null) {
      return TrainingContext.withSeed(seed);
    }
    try {
      return new TrainingContext(
          seed,
          Runtime.getRuntime().availableProcessors(),
          LinearAlgebraProvider.named(blas),
          ProgressListener.none());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }

  static Parameters parameters(CommandLine command, ModelKind kind, Map<String, String> given) {
    try {
      return kind.parameters().parse(given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
  }
}

package io.holdfast.experiment.assignment;

import io.holdfast.contracts.bucketing.Assigner;
import io.holdfast.contracts.bucketing.ExperimentDefinition;
import io.holdfast.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * All running experiments, ready to be sent and evaluated. Immutable.
 *
 * @param body {@code {"experiments":[…]}} as JSON, the same for the same experiments
 * @param tag the strong entity tag of the body, without quotes
 * @param assigners one an experiment, in the order of their keys
 */
public record ActiveSet(String body, String tag, List<Assigner> assigners) {
  private static final int TAG_BYTES = 16;

  /** The body's shape. */
  public record Body(List<ExperimentDefinition> experiments) {}

  /** The set of those experiments. */
  public static ActiveSet of(List<ExperimentDefinition> experiments) {
    String body = Json.write(new Body(experiments));
    return new ActiveSet(body, tag(body), experiments.stream().map(Assigner::new).toList());
  }

  private static String tag(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }
}

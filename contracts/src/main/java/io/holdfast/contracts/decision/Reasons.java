package io.holdfast.contracts.decision;

/** The words that say why a decision was made or not. */
public final class Reasons {
  /** The success metric's lower bound is above 0. */
  public static final String SUCCESS_ABOVE_ZERO = "success-above-zero";

  /** Every guardrail's lower bound is above −margin. */
  public static final String GUARDRAILS_HELD = "guardrails-held";

  /** The success metric's upper bound is below 0. */
  public static final String SUCCESS_BELOW_ZERO = "success-below-zero";

  /** The guardrail's upper bound is below −margin. */
  public static final String GUARDRAIL_BROKEN = "guardrail-broken";

  /** The success metric's interval contains 0. */
  public static final String SUCCESS_UNDECIDED = "success-undecided";

  /** The guardrail's interval contains −margin. */
  public static final String GUARDRAIL_UNDECIDED = "guardrail-undecided";

  /** The success metric could not be compared yet. */
  public static final String SUCCESS_INCONCLUSIVE = "success-inconclusive";

  /** The guardrail could not be compared yet. */
  public static final String GUARDRAIL_INCONCLUSIVE = "guardrail-inconclusive";

  /** The results are marked as not to be trusted. */
  public static final String UNTRUSTWORTHY = "untrustworthy";

  /** Users are not split as the weights say. */
  public static final String SAMPLE_RATIO_MISMATCH = "sample-ratio-mismatch";

  /** Whether users are split as the weights say is not known. */
  public static final String SAMPLE_RATIO_UNKNOWN = "sample-ratio-unknown";

  /** Fewer matured users than planned. */
  public static final String MINIMUM_USERS = "minimum-users";

  /** Fewer days than planned. */
  public static final String MINIMUM_DAYS = "minimum-days";

  /** That challenger does harm, others may not. */
  public static final String CHALLENGER_HARMFUL = "challenger-harmful";

  /** A person decided. */
  public static final String DECIDED_BY_A_PERSON = "decided-by-a-person";

  /** A person confirmed what the rule proposed. */
  public static final String CONFIRMED_BY_A_PERSON = "confirmed-by-a-person";

  /** A person declined what the rule proposed. */
  public static final String REJECTED_BY_A_PERSON = "rejected-by-a-person";

  /** A person took back a decision that had taken effect. */
  public static final String UNDONE_BY_A_PERSON = "undone-by-a-person";

  private Reasons() {}

  /** A word with its subject. */
  public static String of(String word, String subject) {
    return word + ":" + subject;
  }
}

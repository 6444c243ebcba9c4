package io.holdfast.experiment.flags;

import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.EntityTag;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All flags: experiments that were started and are not archived. Immutable and thread-safe. */
public final class FlagSet {
  private final String tag;
  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final boolean attributes;
  private final boolean exposures;

  /** The flags of those experiments, in their order. */
  public FlagSet(List<ExperimentReport> reports) {
    reports.forEach(report -> flags.put(report.experiment().key(), new Flag(report)));
    attributes = flags.values().stream().anyMatch(Flag::asksForAttributes);
    exposures = flags.values().stream().anyMatch(Flag::asksForExposures);
    tag = EntityTag.of(Json.write(reports.stream().map(State::of).toList()));
  }

  /** What tells the same configuration from another; without quotes. */
  public String tag() {
    return tag;
  }

  /** All flags in the order of their keys. */
  public Collection<Flag> flags() {
    return flags.values();
  }

  /** The flag with that key. */
  public Optional<Flag> find(String key) {
    return Optional.ofNullable(flags.get(key));
  }

  /** Whether some flag asks for attributes of users. */
  public boolean asksForAttributes() {
    return attributes;
  }

  /** Whether exposed users of some flag have to be looked up. */
  public boolean asksForExposures() {
    return exposures;
  }

  /** All that an answer depends on. */
  private record State(String key, int revision, String decision) {
    static State of(ExperimentReport report) {
      Experiment experiment = report.experiment();
      return new State(
          experiment.key(),
          experiment.revision(),
          report.lastDecision() == null || !report.lastDecision().applied()
              ? null
              : report.lastDecision().id().toString());
    }
  }
}

package io.holdfast.experiment.store;

import io.holdfast.contracts.bucketing.Holdout;
import io.holdfast.contracts.bucketing.Namespace;
import io.holdfast.contracts.event.Bandit;
import io.holdfast.contracts.event.DecisionPolicy;
import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.contracts.event.Interleaving;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.targeting.Condition;
import io.holdfast.experiment.domain.Experiment;
import io.holdfast.experiment.domain.ExperimentPlan;
import io.holdfast.experiment.domain.ExperimentSpec;
import io.holdfast.experiment.domain.Ramp;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code experiment} with its variants. Its revision is its optimistic lock. */
@Entity
@Table(name = "experiment")
public class ExperimentEntity extends PanacheEntityBase {
  @Id public String key;
  @Version public int revision;
  public String state;
  public String name;
  public String scenario;

  @JdbcTypeCode(SqlTypes.JSON)
  public String interleaving;

  public double coverage;

  @JdbcTypeCode(SqlTypes.JSON)
  public String ramp;

  public String control;

  @JdbcTypeCode(SqlTypes.JSON)
  public String bandit;

  @JdbcTypeCode(SqlTypes.JSON)
  public String policy;

  public int plannedUsers;

  @JdbcTypeCode(SqlTypes.JSON)
  public String plan;

  public String namespaceName;
  public Double namespaceStart;
  public Double namespaceEnd;
  public String holdoutName;
  public Double holdoutShare;
  public Integer holdoutRevision;

  @JdbcTypeCode(SqlTypes.JSON)
  public String condition;

  public Instant createdAt;
  public Instant changedAt;
  public Instant startedAt;
  public Instant stoppedAt;
  public Instant stickySince;

  @OneToMany(
      mappedBy = "experiment",
      cascade = CascadeType.ALL,
      orphanRemoval = true,
      fetch = FetchType.EAGER)
  @OrderBy("position")
  public List<VariantEntity> variants = new ArrayList<>();

  static ExperimentEntity of(Experiment experiment, Instant at) {
    ExperimentEntity entity = new ExperimentEntity();
    entity.key = experiment.key();
    entity.revision = experiment.revision();
    entity.createdAt = experiment.createdAt();
    entity.set(experiment, at);
    return entity;
  }

  /** Takes over all that may change; the revision grows by itself. */
  void set(Experiment experiment, Instant at) {
    ExperimentSpec spec = experiment.spec();
    state = experiment.state().wire();
    name = spec.name();
    scenario = spec.scenario();
    interleaving = spec.interleaving() == null ? null : Json.write(spec.interleaving());
    coverage = spec.coverage();
    ramp = spec.ramp() == null ? null : Json.write(spec.ramp());
    control = spec.control();
    bandit = spec.bandit() == null ? null : Json.write(spec.bandit());
    policy = Json.write(spec.policy());
    plannedUsers = spec.plannedUsers();
    plan = spec.plan() == null ? null : Json.write(spec.plan());
    Namespace namespace = spec.namespace();
    namespaceName = namespace == null ? null : namespace.name();
    namespaceStart = namespace == null ? null : Double.valueOf(namespace.start());
    namespaceEnd = namespace == null ? null : Double.valueOf(namespace.end());
    Holdout holdout = spec.holdout();
    holdoutName = holdout == null ? null : holdout.name();
    holdoutShare = holdout == null ? null : Double.valueOf(holdout.share());
    holdoutRevision = holdout == null ? null : Integer.valueOf(holdout.revision());
    condition = spec.condition() == null ? null : Json.write(spec.condition());
    changedAt = at;
    startedAt = experiment.startedAt();
    stoppedAt = experiment.stoppedAt();
    stickySince = experiment.stickySince();
    while (variants.size() > spec.variants().size()) {
      variants.removeLast();
    }
    for (int k = 0; k < spec.variants().size(); k++) {
      if (k == variants.size()) {
        variants.add(new VariantEntity(this, k));
      }
      variants.get(k).set(spec.variants().get(k));
    }
  }

  Experiment toDomain() {
    return new Experiment(
        key,
        revision,
        ExperimentState.valueOf(state.toUpperCase(Locale.ROOT)),
        new ExperimentSpec(
            name,
            scenario,
            interleaving == null ? null : Json.read(interleaving, Interleaving.class),
            coverage,
            ramp == null ? null : Json.read(ramp, Ramp.class),
            control,
            bandit == null ? null : Json.read(bandit, Bandit.class),
            variants.stream().map(VariantEntity::toDomain).toList(),
            Json.read(policy, DecisionPolicy.class),
            plannedUsers,
            plan == null ? null : Json.read(plan, ExperimentPlan.class),
            namespaceName == null
                ? null
                : new Namespace(namespaceName, namespaceStart, namespaceEnd),
            holdoutName == null ? null : new Holdout(holdoutName, holdoutShare, holdoutRevision),
            condition == null ? null : Json.read(condition, Condition.class)),
        createdAt,
        startedAt,
        stoppedAt,
        stickySince);
  }
}

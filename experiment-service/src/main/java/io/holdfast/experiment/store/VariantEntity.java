package io.holdfast.experiment.store;

import io.holdfast.contracts.event.FlagValue;
import io.holdfast.contracts.json.Json;
import io.holdfast.experiment.domain.ModelChoice;
import io.holdfast.experiment.domain.Variant;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code variant}. */
@Entity
@Table(name = "variant")
public class VariantEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "variant_seq")
  @SequenceGenerator(name = "variant_seq", sequenceName = "variant_seq", allocationSize = 50)
  public Long id;

  @ManyToOne(optional = false)
  @JoinColumn(name = "experiment_key")
  public ExperimentEntity experiment;

  public int position;
  public String name;
  public double weight;
  public String modelName;
  public String modelVersion;

  @JdbcTypeCode(SqlTypes.JSON)
  public String parameters;

  /** JSON; null for the variant's name. */
  public String flagValue;

  /** For Hibernate. */
  protected VariantEntity() {}

  VariantEntity(ExperimentEntity experiment, int position) {
    this.experiment = experiment;
    this.position = position;
  }

  final void set(Variant variant) {
    name = variant.name();
    weight = variant.weight();
    modelName = variant.model().name();
    modelVersion = variant.model().version();
    parameters = Json.write(variant.parameters());
    flagValue = variant.value() == null ? null : Json.write(variant.value());
  }

  Variant toDomain() {
    return new Variant(
        name,
        weight,
        new ModelChoice(modelName, modelVersion),
        Json.readMap(parameters),
        flagValue == null ? null : Json.read(flagValue, FlagValue.class));
  }
}

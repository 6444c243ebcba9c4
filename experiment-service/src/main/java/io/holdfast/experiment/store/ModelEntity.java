package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ModelReference;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/** A row of {@code model}, which the log's projection writes; read only here. */
@Entity
@Immutable
@IdClass(ModelEntity.ModelKey.class)
@Table(name = "model")
public class ModelEntity extends PanacheEntityBase {
  @Id public String name;
  @Id public String version;
  public long position;
  public boolean active;

  /** Name and version. */
  public record ModelKey(String name, String version) implements Serializable {}

  ModelReference toDomain() {
    return new ModelReference(name, version);
  }
}

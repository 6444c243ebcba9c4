package io.holdfast.recommender.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.json.Json;
import io.holdfast.recommender.domain.ModelState;
import io.holdfast.recommender.domain.RegisteredModel;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the model registry. */
@Entity
@Table(name = "model")
@IdClass(Model.Key.class)
public class Model extends PanacheEntityBase {
  private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};
  private static final TypeReference<List<String>> WARNINGS = new TypeReference<>() {};

  /** The primary key. */
  public record Key(String name, String version) implements Serializable {
    static Key of(ModelReference reference) {
      return new Key(reference.name(), reference.version());
    }
  }

  @Id public String name;
  @Id public String version;
  public String kind;
  public String digest;
  public String state;
  public long bytes;
  public String metrics;
  public String warnings;

  @Column(name = "trained_at")
  public Instant trainedAt;

  @Column(name = "registered_at")
  public Instant registeredAt;

  @Column(name = "activated_at")
  public Instant activatedAt;

  public String previous;

  static Model of(RegisteredModel model) {
    Model row = new Model();
    row.name = model.reference().name();
    row.version = model.reference().version();
    row.kind = model.modelKind();
    row.digest = model.digest();
    row.state = model.state().wire();
    row.bytes = model.bytes();
    row.metrics = Json.write(model.metrics());
    row.warnings = Json.write(model.warnings());
    row.trainedAt = model.trainedAt();
    row.registeredAt = model.registeredAt();
    row.activatedAt = model.activatedAt();
    row.previous = model.previous() == null ? null : model.previous().toString();
    return row;
  }

  ModelReference reference() {
    return new ModelReference(name, version);
  }

  ModelState state() {
    return ModelState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  RegisteredModel toDomain() {
    return new RegisteredModel(
        reference(),
        kind,
        digest,
        state(),
        bytes,
        JsonColumn.read(metrics, METRICS),
        JsonColumn.read(warnings, WARNINGS),
        trainedAt,
        registeredAt,
        activatedAt,
        previous == null ? null : ModelReference.parse(previous));
  }
}

package io.holdfast.service.user;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.security.PseudonymKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one place where ids that clients tell become the ids that are stored: the same ones, or, if
 * there is a key, pseudonyms ({@link PseudonymKey}). A bean behind a proxy, because converters of
 * parameters are made before there is a configuration. Thread-safe.
 */
@ApplicationScoped
public class UserIds {
  private final Optional<PseudonymKey> key;

  @Inject
  UserIds(PrivacyConfig config) {
    this(config.pseudonymKeyFile().map(UserIds::read));
  }

  /** Ids under that key; as they are told if there is none. */
  public UserIds(Optional<PseudonymKey> key) {
    this.key = key;
  }

  /**
   * What is stored for an id. What is no id (null, blank, too long) is given back as it is, so that
   * whoever checks it finds it wrong.
   */
  public String stored(String told) {
    return key.isEmpty() || told == null || told.isBlank() || told.length() > Bounds.ID_LENGTH
        ? told
        : key.get().pseudonym(told);
  }

  /** Whether there is no key: ids are stored as they are told. */
  public boolean storedAsTold() {
    return key.isEmpty();
  }

  /** The id with what is stored for it. */
  public UserId of(String told) {
    return new UserId(told, stored(told));
  }

  /** The fingerprint of the key, or {@link PseudonymKey#NO_KEY}. */
  public String fingerprint() {
    return key.map(PseudonymKey::fingerprint).orElse(PseudonymKey.NO_KEY);
  }

  private static PseudonymKey read(Path file) {
    try {
      return new PseudonymKey(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "holdfast.privacy.pseudonym-key-file must name a file with at least 32 random bytes, the"
              + " same for all services (is "
              + file.toAbsolutePath()
              + ")",
          e);
    }
  }
}

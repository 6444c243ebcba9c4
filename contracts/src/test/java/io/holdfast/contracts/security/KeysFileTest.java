package io.holdfast.contracts.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysFileTest {
  private static final String DIGEST = "ab".repeat(32);

  private final Logger logger = Logger.getLogger(KeysFile.class.getName());
  private final List<LogRecord> warnings = new ArrayList<>();
  private final Handler handler = new WarningRecorder(warnings);
  @TempDir private Path folder;
  private Path path;
  private long second = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  @BeforeEach
  void listen() {
    path = folder.resolve("keys.json");
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    NewApiKey key = NewApiKey.generate("shop", Set.of(Role.SERVE, Role.INGEST), new SecureRandom());

    KeysFile.write(path, List.of(key.entry()));

    assertThat(KeysFile.open(path).ring().find(key.secret())).contains(key.entry());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(path)).contains("\"ingest\"").doesNotContain(key.secret());
    assertThat(folder).isDirectoryNotContaining("glob:**.keys-*");
  }

  @Test
  void changesAreSeen() throws IOException {
    put(json("first", DIGEST, "serve"));
    KeysFile file = KeysFile.open(path);
    assertThat(ids(file)).containsExactly("first");

    put(json("other", DIGEST, "admin"));
    assertThat(ids(file)).containsExactly("other");
    assertThat(warnings).isEmpty();
  }

  @Test
  void unchangedFileIsNotReadAgain() throws IOException {
    put(json("first", DIGEST, "serve"));
    KeysFile file = KeysFile.open(path);

    assertThat(file.ring()).isSameAs(file.ring());
  }

  @Test
  void invalidChangeLeavesTheOldKeysAndWarnsOnce() throws IOException {
    put(json("first", DIGEST, "serve"));
    KeysFile file = KeysFile.open(path);

    put(json("second", DIGEST, "root"));
    assertThat(ids(file)).containsExactly("first");
    assertThat(ids(file)).containsExactly("first");
    assertThat(warnings)
        .singleElement()
        .extracting(LogRecord::getMessage)
        .asString()
        .contains("entry 1 (second): roles may name only [ingest, serve");

    put(json("third", DIGEST, "serve"));
    assertThat(ids(file)).containsExactly("third");
  }

  @Test
  void vanishedFileLeavesTheOldKeysUntilItIsBack() throws IOException {
    put(json("first", DIGEST, "serve"));
    KeysFile file = KeysFile.open(path);

    Files.delete(path);
    assertThat(ids(file)).containsExactly("first");
    assertThat(ids(file)).containsExactly("first");
    assertThat(warnings).hasSize(1);

    put(json("second", DIGEST, "serve"));
    assertThat(ids(file)).containsExactly("second");
  }

  @Test
  void errorsNameTheEntry() throws IOException {
    assertInvalid("{}", "must be a JSON array");
    assertInvalid("", "must be a JSON array");
    assertInvalid("[1]", "entry 1 must be an object");
    assertInvalid("[{]", "is not JSON from line 1");
    assertInvalid("[] []", "is not JSON");
    assertInvalid(json("a b", DIGEST, "serve"), "entry 1: id must match");
    assertInvalid(json("a", "ABC", "serve"), "entry 1 (a): sha256 must have 64");
    assertInvalid("[{\"id\":\"a\",\"sha256\":\"" + DIGEST + "\"}]", "roles must be an array");
    assertInvalid(
        "[{\"id\":\"a\",\"sha256\":\"" + DIGEST + "\",\"roles\":[]}]", "roles must name at least");
    assertInvalid(
        "[{\"id\":\"a\",\"sha256\":\"" + DIGEST + "\",\"roles\":[\"serve\"],\"key\":\"x\"}]",
        "entry 1 (a) has a field that is none of id, sha256, roles");
    String twice = json("a", DIGEST, "serve");
    assertInvalid(twice.replace("]}]", "]},") + twice.substring(1), "two keys have the id a");
  }

  @Test
  void messagesNeverRepeatWhatMayBeASecret() throws IOException {
    String secret = "hf_" + "S3cret".repeat(7);
    for (String content :
        List.of(
            secret,
            "[" + secret + "]",
            "[{\"id\":\"a\",\"sha256\":\"" + secret + "\",\"roles\":[\"serve\"]}]",
            "[{\"id\":\"" + secret + "\",\"sha256\":\"x\",\"roles\":[\"serve\"]}]",
            "[{\"id\":\"a\",\"sha256\":\"" + DIGEST + "\",\"roles\":[\"" + secret + "\"]}]",
            "[{\"id\":\"a\",\"" + secret + "\":1}]",
            "[{\"id\":\"a\",\"sha256\":" + secret + "}]")) {
      put(content);
      assertThatThrownBy(() -> KeysFile.open(path))
          .isInstanceOf(InvalidKeysFileException.class)
          .satisfies(
              thrown -> {
                for (Throwable t = thrown; t != null; t = t.getCause()) {
                  assertThat(t.getMessage()).doesNotContain("S3cret");
                }
              });
    }
  }

  @Test
  void absentFileIsRefusedByName() {
    assertThatThrownBy(() -> KeysFile.open(path))
        .isInstanceOf(InvalidKeysFileException.class)
        .hasMessageContaining("keys.json");
  }

  private void assertInvalid(String content, String message) throws IOException {
    put(content);
    assertThatThrownBy(() -> KeysFile.open(path))
        .isInstanceOf(InvalidKeysFileException.class)
        .hasMessageContaining("keys.json")
        .hasMessageContaining(message);
  }

  /** Each write gets a modification time of its own, however fast the test is. */
  private void put(String content) throws IOException {
    Files.writeString(path, content);
    Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(second++)));
  }

  private static String json(String id, String sha256, String role) {
    return "[{\"id\":\"%s\",\"sha256\":\"%s\",\"roles\":[\"%s\"]}]".formatted(id, sha256, role);
  }

  private static List<String> ids(KeysFile file) {
    return file.ring().keys().stream().map(ApiKey::id).toList();
  }

  private static final class WarningRecorder extends Handler {
    private final List<LogRecord> records;

    WarningRecorder(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
        records.add(logged);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

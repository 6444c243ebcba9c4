package io.holdfast.cli.stack;

import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.security.ApiKey;
import io.holdfast.contracts.security.KeysFile;
import io.holdfast.contracts.security.NewApiKey;
import io.holdfast.contracts.security.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one stack: an API key a role, one for each service that calls another, and the
 * erasure key. Kept in the stack's folder, readable by its owner alone, so that a stack that is
 * started again has the same.
 *
 * @param byRole the secret of each role's key
 * @param keysFile the file of digests that the services read
 * @param erasureKeyFile the file with the erasure key
 */
public record StackKeys(Map<Role, String> byRole, Path keysFile, Path erasureKeyFile) {
  private static final int ERASURE_KEY_BYTES = 32;

  /** The secret of that role's key. */
  public String of(Role role) {
    return byRole.get(role);
  }

  /** The keys in that folder, made now if there are none. */
  static StackKeys in(Path folder) throws IOException {
    Path secrets = folder.resolve("api-keys.json");
    Path keysFile = folder.resolve("keys.json");
    Path erasureKey = folder.resolve("erasure.key");
    SecureRandom random = new SecureRandom();
    Map<Role, String> byRole = new EnumMap<>(Role.class);
    if (Files.exists(secrets) && Files.exists(keysFile)) {
      Json.readMap(Files.readString(secrets))
          .forEach(
              (role, secret) -> byRole.put(Role.ofWire(role).orElseThrow(), secret.toString()));
    } else {
      List<ApiKey> entries =
          EnumSet.allOf(Role.class).stream()
              .map(
                  role -> {
                    NewApiKey key = NewApiKey.generate(role.wire(), Set.of(role), random);
                    byRole.put(role, key.secret());
                    return key.entry();
                  })
              .toList();
      KeysFile.write(keysFile, entries);
      Map<String, String> written = new LinkedHashMap<>();
      byRole.forEach((role, secret) -> written.put(role.wire(), secret));
      writePrivately(secrets, Json.write(written).getBytes(StandardCharsets.UTF_8));
    }
    if (!Files.exists(erasureKey)) {
      byte[] key = new byte[ERASURE_KEY_BYTES];
      random.nextBytes(key);
      writePrivately(erasureKey, key);
    }
    return new StackKeys(Map.copyOf(byRole), keysFile, erasureKey);
  }

  private static void writePrivately(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Override
  public String toString() {
    return "StackKeys[" + keysFile + "]";
  }
}

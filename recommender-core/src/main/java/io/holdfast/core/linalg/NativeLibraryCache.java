package io.holdfast.core.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Unpacks shared libraries from the class path into one folder of a per-user cache, where the
 * dynamic linker can find them.
 *
 * <p>Safe with several processes at once: files go into a private folder, which is then renamed to
 * its final name; who comes second drops its own and takes the other's. An unpacked folder is used
 * again if every file is there with its full length. Where the cache cannot be written, a temporary
 * folder of this process serves, and is deleted when it ends.
 */
final class NativeLibraryCache {

  /** The system property that names the cache folder. */
  static final String PROPERTY = "holdfast.native.cache";

  private static final long UNKNOWN = -1;

  private final Path root;

  NativeLibraryCache(Path root) {
    this.root = root;
  }

  /** The cache of this user: the property, else XDG_CACHE_HOME, else ~/.cache. */
  static NativeLibraryCache ofUser() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return new NativeLibraryCache(Path.of(configured));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return new NativeLibraryCache(base.resolve("holdfast").resolve("native"));
  }

  /**
   * A folder that holds the given resources.
   *
   * @param name the folder's name, distinct for distinct contents
   * @param loader where the resources are
   * @param prefix their common path, ending in a slash
   * @param files their names
   * @throws IOException if a resource is missing, or no folder can be written
   */
  Path unpack(String name, ClassLoader loader, String prefix, List<String> files)
      throws IOException {
    Map<String, URL> resources = new LinkedHashMap<>();
    for (String file : files) {
      URL resource = loader.getResource(prefix + file);
      if (resource == null) {
        throw new IOException("there is no " + prefix + file + " on the class path");
      }
      resources.put(file, resource);
    }
    Path target = root.resolve(name);
    if (isWhole(target, resources)) {
      return target;
    }
    Path staging;
    try {
      Files.createDirectories(root);
      staging = Files.createTempDirectory(root, "." + name + "-");
    } catch (IOException e) {
      return unpackForThisProcess(resources, e);
    }
    try {
      copyAll(resources, staging);
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      return target;
    } catch (IOException e) {
      delete(staging);
      // Another process may have been faster; a broken folder of that name is left alone.
      return isWhole(target, resources) ? target : unpackForThisProcess(resources, e);
    }
  }

  private static Path unpackForThisProcess(Map<String, URL> resources, IOException reason)
      throws IOException {
    try {
      Path folder = Files.createTempDirectory("holdfast-native-");
      folder.toFile().deleteOnExit();
      resources.keySet().forEach(file -> folder.resolve(file).toFile().deleteOnExit());
      copyAll(resources, folder);
      return folder;
    } catch (IOException e) {
      e.addSuppressed(reason);
      throw e;
    }
  }

  private static boolean isWhole(Path folder, Map<String, URL> resources) throws IOException {
    for (Map.Entry<String, URL> resource : resources.entrySet()) {
      Path file = folder.resolve(resource.getKey());
      if (!Files.isRegularFile(file)) {
        return false;
      }
      long length = length(resource.getValue());
      if (length != UNKNOWN && length != Files.size(file)) {
        return false;
      }
    }
    return true;
  }

  private static long length(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    // Asking for the length opens the jar; the stream is what closes it again.
    try (InputStream in = connection.getInputStream()) {
      return in == null ? UNKNOWN : connection.getContentLengthLong();
    }
  }

  private static void copyAll(Map<String, URL> resources, Path folder) throws IOException {
    for (Map.Entry<String, URL> resource : resources.entrySet()) {
      try (InputStream in = resource.getValue().openStream()) {
        Files.copy(in, folder.resolve(resource.getKey()));
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // What stays behind is a hidden folder that nobody reads.
      System.getLogger(NativeLibraryCache.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot delete " + folder, e);
    }
  }
}

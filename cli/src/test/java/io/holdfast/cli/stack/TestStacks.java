package io.holdfast.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What tests that start stacks have in common. */
public final class TestStacks {
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 30_000;

  private TestStacks() {}

  /** The product's folder, with the services that were built before this module. */
  public static Path home() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** A base port with everything free that a stack needs. */
  public static int freeBasePort() {
    while (true) {
      int base = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      boolean free = true;
      for (Service service : Service.values()) {
        free &= isFree(service.port(base)) && isFree(service.managementPort(base));
      }
      if (free) {
        return base;
      }
    }
  }

  /** Starts a stack in that folder, on a database that goes with it. */
  public static Stack start(Path folder, boolean eventClock)
      throws IOException, InterruptedException {
    return start(folder, eventClock, Map.of());
  }

  /** The same with more configuration of all services. */
  public static Stack start(Path folder, boolean eventClock, Map<String, String> options)
      throws IOException, InterruptedException {
    return Stack.start(
        new Stack.Settings(home(), folder, null, freeBasePort(), eventClock, options));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

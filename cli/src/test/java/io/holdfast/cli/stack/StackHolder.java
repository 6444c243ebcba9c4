package io.holdfast.cli.stack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process of its own that starts a stack, says {@code ready}, and does nothing more: what the
 * tests kill. Arguments: home, folder, base port.
 */
public final class StackHolder {
  private StackHolder() {}

  /** Starts the stack and waits for its own end. */
  @SuppressWarnings("SystemOut") // The tests read it.
  public static void main(String[] arguments) throws Exception {
    try (Stack stack =
        Stack.start(
            new Stack.Settings(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                null,
                Integer.parseInt(arguments[2]),
                true))) {
      System.out.println("ready " + stack.uri(Service.RECOMMENDER_API));
      new CountDownLatch(1).await();
    }
  }
}

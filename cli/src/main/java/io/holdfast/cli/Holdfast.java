package io.holdfast.cli;

import io.holdfast.cli.command.RootCommand;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The entry point of the {@code holdfast} command. */
public final class Holdfast {
  /** Kept, because loggers are otherwise collected with their levels. */
  private static final Logger ROOT = Logger.getLogger("");

  private Holdfast() {}

  /** Runs one command and exits with its code: 0 fine, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    if (System.getProperty("java.util.logging.config.file") == null) {
      ROOT.setLevel(Level.WARNING);
    }
    System.exit(RootCommand.commandLine().execute(arguments));
  }
}

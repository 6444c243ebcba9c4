package io.holdfast.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.cli.demo.Progress;
import io.holdfast.cli.replay.ReplayProgress;
import io.holdfast.contracts.json.Json;
import io.holdfast.core.model.ProgressListener;
import io.holdfast.core.search.SearchListener;
import io.holdfast.training.reader.ReadSummary;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine;

/** What a command prints: results to standard output, progress to standard error. */
final class Console {
  private static final int BAR = 20;
  private static final int STEPS = 50;

  private final PrintWriter out;
  private final PrintWriter err;

  Console(CommandLine command) {
    this.out = command.getOut();
    this.err = command.getErr();
  }

  /** One line of the result. */
  void print(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  /** The result as one JSON document. */
  void printJson(Object document) {
    try {
      out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result cannot be written as JSON", e);
    }
  }

  /** One line of progress. */
  void tell(String format, Object... arguments) {
    err.println(String.format(Locale.ROOT, format, arguments));
    err.flush();
  }

  /**
   * Says on one line what is wrong with the options, without the whole usage below it.
   *
   * @return the exit code
   */
  int refuse(String command, RuntimeException wrong) {
    tell("holdfast %s: %s", command, wrong.getMessage());
    tell("holdfast %s --help explains the options", command);
    return CommandLine.ExitCode.USAGE;
  }

  /** What reading a file came to. */
  void tell(ReadSummary summary) {
    tell("read %,d rows", summary.rows());
    if (summary.droppedRows() > 0) {
      tell("dropped %,d rows: %s", summary.droppedRows(), summary.describeDropped());
    }
  }

  /** Tells how a demo goes on. */
  Progress demo() {
    return new Progress() {
      @Override
      public void phase(String what) {
        tell("%s", what);
      }

      @Override
      public void day(int day, int days, String state) {
        int done = BAR * day / days;
        tell("[%s%s] day %d of %d, %s", "=".repeat(done), " ".repeat(BAR - done), day, days, state);
      }
    };
  }

  /** Tells how a replay goes on, at every fiftieth part of it. */
  ReplayProgress replay() {
    return new ReplayProgress() {
      @Override
      public void phase(String what) {
        tell("%s", what);
      }

      @Override
      public void read(ReadSummary summary) {
        tell(summary);
      }

      @Override
      public void basket(int done, int total, Instant at) {
        if (done % Math.max(1, total / STEPS) == 0 || done == total) {
          int filled = BAR * done / total;
          tell(
              "[%s%s] basket %,d of %,d, %s",
              "=".repeat(filled), " ".repeat(BAR - filled), done, total, at);
        }
      }
    };
  }

  /** Tells each trial of a search that compares {@code metric}. */
  SearchListener search(String metric) {
    return (done, total, trial) -> {
      int filled = BAR * done / total;
      tell(
          "[%s%s] trial %d of %d, %.0f %% of the budget, %s %.4f",
          "=".repeat(filled),
          " ".repeat(BAR - filled),
          done,
          total,
          100 * trial.share(),
          metric,
          trial.value());
    };
  }

  /** Tells each step of training. */
  ProgressListener training() {
    return (step, done, total) -> tell("%s %d of %d", step, done, total);
  }
}

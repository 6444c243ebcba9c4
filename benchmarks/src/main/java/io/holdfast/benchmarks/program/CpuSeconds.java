package io.holdfast.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of processes by Linux's {@code /proc}, user and system together. */
public final class CpuSeconds {

  /** The kernel's unit of these times, the same on every architecture of Linux. */
  private static final double TICKS_A_SECOND = 100;

  /** Fields of /proc/PID/stat after the command, from 0: utime, stime, then those of children. */
  private static final int USER_TIME = 11;

  private static final int CHILDREN_TIME = USER_TIME + 2;

  private CpuSeconds() {}

  /** Of a process, and of all that it started, ended ones included once it has waited for them. */
  public static double ofTree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToDouble(CpuSeconds::withEndedChildren)
        .sum();
  }

  private static double withEndedChildren(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int field = USER_TIME; field < CHILDREN_TIME + 2; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks / TICKS_A_SECOND;
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException("the CPU time of process " + process.pid(), e);
    }
  }
}

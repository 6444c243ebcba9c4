package io.holdfast.recommender.background;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does one piece of work again and again on a virtual thread: after each interval, or at once when
 * it is asked to. The work may block. A failure is logged when it is the first of its row, and the
 * loop goes on. Thread-safe.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BackgroundLoop.class.getName());
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);

  /** What the loop does. */
  @FunctionalInterface
  public interface Work {
    /** Does it once. */
    void run() throws Exception;
  }

  private final String name;
  private final Duration interval;
  private final Work work;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopping;
  private boolean failing;

  private BackgroundLoop(String name, Duration interval, Work work) {
    this.name = name;
    this.interval = interval;
    this.work = work;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
  }

  /**
   * Starts a loop; the work is done for the first time at once.
   *
   * @param name of the thread, and in messages
   * @param interval how long to wait between two runs
   * @param work what to do
   */
  public static BackgroundLoop start(String name, Duration interval, Work work) {
    BackgroundLoop loop = new BackgroundLoop(name, interval, work);
    loop.thread.start();
    return loop;
  }

  /** Asks for a run as soon as the one that is going on has ended. */
  public void wakeUp() {
    wakeUps.release();
  }

  private void loop() {
    while (!stopping) {
      try {
        work.run();
        if (failing) {
          LOG.log(Level.INFO, "{0} works again", name);
        }
        failing = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        if (!failing && !stopping) {
          LOG.log(Level.WARNING, name + " failed; it goes on trying", e);
        }
        failing = true;
      }
      if (!pause()) {
        return;
      }
    }
  }

  private boolean pause() {
    try {
      if (wakeUps.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        wakeUps.drainPermits();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets the run that is going on end, starts no other, and returns then. */
  @Override
  public void close() {
    stopping = true;
    wakeUp();
    try {
      if (!thread.join(STOP_WAIT)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

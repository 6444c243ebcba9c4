package io.holdfast.recommender.background;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Runs actions when the same length of time has passed for each of them.
 *
 * <p>Because all wait equally long, they fall due in the order in which they came: a queue does for
 * a timer wheel or a heap. A ticket costs one small object and no lock. One that was settled in
 * time is thrown away when the thread next looks at the head of the queue, and until then it holds
 * nothing but itself; as hardly any fall due, the thread wakes up a few times per length of time,
 * whatever the rate of requests. Thread-safe; actions run on one thread, so they must be short.
 */
final class Countdown implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Countdown.class);

  private final long nanos;
  private final ConcurrentLinkedQueue<Ticket> queue = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean stopping;

  /**
   * Starts the thread.
   *
   * @param name of the thread
   * @param length after which actions run
   */
  Countdown(String name, Duration length) {
    this.nanos = length.toNanos();
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** One action that waits for its time. */
  static final class Ticket {
    private final AtomicReference<Runnable> action;
    private final long due;

    private Ticket(Runnable action, long due) {
      this.action = new AtomicReference<>(action);
      this.due = due;
    }

    /** Whether the action has not run; it never will then. True once at most. */
    boolean settle() {
      return action.getAndSet(null) != null;
    }

    private boolean isSettled() {
      return action.get() == null;
    }

    private void expire() {
      Runnable late = action.getAndSet(null);
      if (late != null) {
        late.run();
      }
    }
  }

  /** Runs the action when the time has passed, unless the ticket is settled before. */
  Ticket start(Runnable action) {
    Ticket ticket = new Ticket(action, System.nanoTime() + nanos);
    queue.add(ticket);
    if (idle) {
      LockSupport.unpark(thread);
    }
    return ticket;
  }

  private void run() {
    while (!stopping) {
      Ticket head = queue.peek();
      if (head == null) {
        awaitWork();
      } else if (head.isSettled()) {
        queue.poll();
      } else {
        long left = head.due - System.nanoTime();
        if (left > 0) {
          LockSupport.parkNanos(this, left);
        } else {
          queue.poll();
          expire(head);
        }
      }
    }
  }

  /** The flag is up before the last look, so a ticket that comes after that look wakes us. */
  private void awaitWork() {
    idle = true;
    if (queue.isEmpty() && !stopping) {
      LockSupport.park(this);
    }
    idle = false;
  }

  private static void expire(Ticket ticket) {
    try {
      ticket.expire();
    } catch (RuntimeException e) {
      LOG.error("an action that was due failed", e);
    }
  }

  /** Ends the thread; actions that still wait do not run. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
  }
}

package io.holdfast.stickiness.bitmap;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of users by their dense numbers, 0, 1, 2, …: a Roaring bitmap. Operations take time in
 * proportion to the compressed sizes; an active day of a million users takes 128 KiB at most.
 *
 * <p>A store keeps a set by <em>chunks</em> of {@value #CHUNK_USERS} consecutive numbers ({@link
 * #chunks()}), so that a late event changes a few kilobytes; the union of the chunks is the set.
 * {@link #toBytes()} is the portable Roaring format, which other languages and PostgreSQL's
 * pg_roaringbitmap read.
 *
 * <p>Immutable and thread-safe.
 */
public final class UserSet {

  /** How many consecutive user numbers make a chunk. */
  public static final int CHUNK_USERS = 1 << 16;

  /** Nobody. */
  public static final UserSet EMPTY = new UserSet(new RoaringBitmap());

  private static final int BATCH = 1_024;

  private final RoaringBitmap bitmap;

  UserSet(RoaringBitmap bitmap) {
    this.bitmap = bitmap;
  }

  /**
   * The set of some users.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public static UserSet of(int... users) {
    Builder builder = new Builder();
    for (int user : users) {
      builder.add(user);
    }
    return builder.build();
  }

  /** The users of any of the sets. */
  public static UserSet union(Collection<UserSet> sets) {
    return new UserSet(RoaringBitmap.or(sets.stream().map(set -> set.bitmap).iterator()));
  }

  /** The chunk that a user belongs to. */
  public static int chunkOf(int user) {
    return user / CHUNK_USERS;
  }

  /** The users of this set or the other. */
  public UserSet union(UserSet other) {
    return new UserSet(RoaringBitmap.or(bitmap, other.bitmap));
  }

  /** The users of both sets. */
  public UserSet intersection(UserSet other) {
    return new UserSet(RoaringBitmap.and(bitmap, other.bitmap));
  }

  /** The users of this set that are not in the other. */
  public UserSet minus(UserSet other) {
    return new UserSet(RoaringBitmap.andNot(bitmap, other.bitmap));
  }

  /** The users of exactly one of the sets. */
  UserSet difference(UserSet other) {
    return new UserSet(RoaringBitmap.xor(bitmap, other.bitmap));
  }

  /** How many users there are. */
  public int cardinality() {
    return bitmap.getCardinality();
  }

  /** How many users both sets have, without making their intersection. */
  public int intersectionCardinality(UserSet other) {
    return RoaringBitmap.andCardinality(bitmap, other.bitmap);
  }

  /** Whether there is nobody. */
  public boolean isEmpty() {
    return bitmap.isEmpty();
  }

  /** Whether a user is in the set. */
  public boolean contains(int user) {
    return bitmap.contains(user);
  }

  /** The users' numbers, ascending. */
  public IntStream users() {
    return bitmap.stream();
  }

  /** One more than the highest number; 0 if there is nobody. */
  int end() {
    return bitmap.isEmpty() ? 0 : bitmap.last() + 1;
  }

  /** Receives users in ascending batches. */
  @FunctionalInterface
  interface BatchConsumer {

    /** Takes the numbers in {@code [0, count)}; the array is used again for the next batch. */
    void accept(int[] batch, int count);
  }

  /** Hands all users over, many at a time. */
  void forEachBatch(BatchConsumer consumer) {
    int[] batch = new int[BATCH];
    BatchIterator users = bitmap.getBatchIterator();
    while (users.hasNext()) {
      consumer.accept(batch, users.nextBatch(batch));
    }
  }

  /** The set in parts, by {@link #chunkOf}; chunks without a user are left out. */
  public SortedMap<Integer, UserSet> chunks() {
    SortedMap<Integer, UserSet> chunks = new TreeMap<>();
    long next = 0;
    while (next <= Integer.MAX_VALUE) {
      long user = bitmap.nextValue((int) next);
      if (user < 0) {
        break;
      }
      int chunk = chunkOf((int) user);
      long from = (long) chunk * CHUNK_USERS;
      next = from + CHUNK_USERS;
      chunks.put(chunk, new UserSet(bitmap.selectRange(from, next)));
    }
    return chunks;
  }

  /** How many bytes {@link #toBytes()} has. */
  public int sizeInBytes() {
    return bitmap.serializedSizeInBytes();
  }

  /** The portable Roaring format. */
  public byte[] toBytes() {
    return UserSetFormat.write(bitmap);
  }

  /**
   * Reads what {@link #toBytes()} wrote.
   *
   * @throws CorruptUserSetException if the bytes are anything else
   */
  public static UserSet fromBytes(byte[] bytes) {
    return new UserSet(UserSetFormat.read(bytes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserSet set && bitmap.equals(set.bitmap);
  }

  @Override
  public int hashCode() {
    return bitmap.hashCode();
  }

  @Override
  public String toString() {
    return "UserSet of " + cardinality();
  }

  /** Collects users. Not thread-safe. */
  public static final class Builder {

    private RoaringBitmap bitmap = new RoaringBitmap();

    /** Adds a user; once more changes nothing. */
    public Builder add(int user) {
      if (user < 0) {
        throw new IllegalArgumentException("User number " + user);
      }
      bitmap.add(user);
      return this;
    }

    /** The set of the users so far, compressed; the builder starts anew. */
    public UserSet build() {
      RoaringBitmap built = bitmap;
      bitmap = new RoaringBitmap();
      built.runOptimize();
      return new UserSet(built);
    }
  }
}

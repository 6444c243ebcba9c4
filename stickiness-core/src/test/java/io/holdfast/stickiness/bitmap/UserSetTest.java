package io.holdfast.stickiness.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UserSetTest {

  /** Sparse, dense and consecutive numbers over several chunks, up to the largest. */
  @Provide
  Arbitrary<Set<Integer>> userNumbers() {
    Arbitrary<Integer> start =
        Arbitraries.of(0, 65_530, 200_000, 1 << 20, Integer.MAX_VALUE - 20_000);
    Arbitrary<Integer> step = Arbitraries.of(1, 2, 17, 9_000);
    Arbitrary<Integer> count = Arbitraries.integers().between(0, 6_000);
    return Combinators.combine(start, step, count)
        .as(
            (from, by, size) ->
                IntStream.iterate(from, user -> user >= from, user -> user + by)
                    .limit(size)
                    .boxed()
                    .collect(Collectors.<Integer>toSet()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> parts.stream().flatMap(Set::stream).collect(Collectors.toSet()));
  }

  private static UserSet set(Set<Integer> users) {
    return UserSet.of(users.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Set<Integer> numbers(UserSet set) {
    return set.users().boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  @Property(tries = 60, seed = "20261124")
  void operationsAreThoseOfSets(
      @ForAll("userNumbers") Set<Integer> a, @ForAll("userNumbers") Set<Integer> b) {
    Set<Integer> both = a.stream().filter(b::contains).collect(Collectors.toSet());
    Set<Integer> onlyA = a.stream().filter(u -> !b.contains(u)).collect(Collectors.toSet());
    Set<Integer> any = new TreeSet<>(a);
    any.addAll(b);

    assertThat(numbers(set(a).intersection(set(b)))).isEqualTo(both);
    assertThat(numbers(set(a).minus(set(b)))).isEqualTo(onlyA);
    assertThat(numbers(set(a).union(set(b)))).isEqualTo(any);
    assertThat(UserSet.union(List.of(set(a), set(b)))).isEqualTo(set(any));
    assertThat(set(a).intersectionCardinality(set(b))).isEqualTo(both.size());
    assertThat(set(a).cardinality()).isEqualTo(a.size());
    assertThat(set(a).isEmpty()).isEqualTo(a.isEmpty());
    assertThat(b).allMatch(set(b)::contains);
  }

  @Property(tries = 60, seed = "20261125")
  void bytesAndChunksRestoreTheSet(@ForAll("userNumbers") Set<Integer> users) {
    UserSet set = set(users);

    assertThat(UserSet.fromBytes(set.toBytes())).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(set.toBytes()).hasSize(set.sizeInBytes());
    assertThat(UserSet.union(set.chunks().values())).isEqualTo(set);
    set.chunks()
        .forEach(
            (chunk, part) -> {
              assertThat(part.isEmpty()).isFalse();
              assertThat(part.users()).allMatch(user -> UserSet.chunkOf(user) == chunk);
            });
  }

  @Property(tries = 300, seed = "20261126")
  void damagedBytesAreRefusedOrAnotherSet(
      @ForAll("userNumbers") Set<Integer> users, @ForAll Random random) {
    byte[] bytes = set(users).toBytes();
    bytes[random.nextInt(Math.min(bytes.length, 64))] ^= (byte) (1 << random.nextInt(8));

    try {
      assertThat(UserSet.fromBytes(bytes).users()).allMatch(user -> user >= 0);
    } catch (CorruptUserSetException e) {
      assertThat(e).hasMessageContaining(bytes.length + " bytes");
    }
  }

  /** {@code pyroaring.BitMap(...).serialize()} of pyroaring 1.2.0, which wraps CRoaring. */
  @Test
  void bytesAreThePortableFormat() {
    assertThat(UserSet.of(1, 2, 3, 1000, 65_536, 131_071).toBytes())
        .isEqualTo(
            HexFormat.of()
                .parseHex(
                    "3a3000000200000000000300010001001800000020000000010002000300e8030000ffff"));
    assertThat(UserSet.of(IntStream.range(10, 5_000).toArray()).toBytes())
        .isEqualTo(HexFormat.of().parseHex("3b3000000100007d1301000a007d13"));
  }

  @Test
  void refusesBytesThatAreNoSet() {
    byte[] bytes = UserSet.of(1, 2, 3).toBytes();

    for (byte[] bad :
        List.of(
            new byte[0],
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8},
            Arrays.copyOf(bytes, bytes.length - 1),
            Arrays.copyOf(bytes, bytes.length + 1))) {
      assertThatExceptionOfType(CorruptUserSetException.class)
          .isThrownBy(() -> UserSet.fromBytes(bad));
    }
  }

  @Test
  void aMillionUsersTakeAtMost128KiB() {
    UserSet half = UserSet.of(IntStream.range(0, 500_000).map(user -> 2 * user).toArray());

    assertThat(half.sizeInBytes()).isLessThan(132_000);
    assertThat(UserSet.of(IntStream.range(0, 1_000_000).toArray()).sizeInBytes()).isLessThan(256);
  }

  @Test
  void refusesNegativeNumbers() {
    assertThatIllegalArgumentException().isThrownBy(() -> UserSet.of(-1));
  }

  @Test
  void aBuilderStartsAnewAfterBuilding() {
    UserSet.Builder builder = new UserSet.Builder().add(5).add(5);

    assertThat(builder.build()).isEqualTo(UserSet.of(5));
    assertThat(builder.add(6).build()).isEqualTo(UserSet.of(6));
  }
}

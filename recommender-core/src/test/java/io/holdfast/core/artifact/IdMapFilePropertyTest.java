package io.holdfast.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.core.data.IdMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdMapFilePropertyTest {

  @Property(tries = 200)
  void readsBackAnyUnicode(@ForAll("ids") Set<String> ids) throws IOException {
    IdMap map = IdMap.of(ids);
    Path file = Files.createTempFile("ids", ".ids");
    try {
      Files.write(file, IdMapFileTest.bytes(map));
      assertThat(IdMapFile.read(file)).isEqualTo(map);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<Set<String>> ids() {
    Arbitrary<String> unicode =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .array(int[].class)
            .ofMinSize(1)
            .ofMaxSize(128)
            .map(codePoints -> new String(codePoints, 0, codePoints.length));
    return unicode.set().ofMaxSize(20);
  }
}

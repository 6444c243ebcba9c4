package io.holdfast.core.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SafeTensorsPropertyTest {

  @Property(tries = 100)
  void readsBackWhatItWrote(@ForAll("tensors") Map<String, Tensor> tensors) throws IOException {
    Path directory = Files.createTempDirectory("safetensors");
    try {
      Path file = SafeTensorsTest.write(directory, tensors);
      SafeTensorsTest.assertSame(SafeTensors.read(file), tensors);
    } finally {
      Files.delete(directory.resolve("t.safetensors"));
      Files.delete(directory);
    }
  }

  @Provide
  Arbitrary<Map<String, Tensor>> tensors() {
    Arbitrary<String> names =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    Arbitrary<int[]> shapes = Arbitraries.integers().between(0, 5).array(int[].class).ofMaxSize(3);
    Arbitrary<Tensor> tensors =
        shapes.flatMap(
            shape -> {
              int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
              return Arbitraries.oneOf(
                  Arbitraries.floats()
                      .array(float[].class)
                      .ofSize(length)
                      .map(values -> Tensor.floats(values, shape)),
                  Arbitraries.integers()
                      .array(int[].class)
                      .ofSize(length)
                      .map(values -> Tensor.ints(values, shape)),
                  Arbitraries.longs()
                      .array(long[].class)
                      .ofSize(length)
                      .map(values -> Tensor.longs(values, shape)));
            });
    return Arbitraries.maps(names, tensors).ofMaxSize(4);
  }
}

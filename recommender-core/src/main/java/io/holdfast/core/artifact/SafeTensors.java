package io.holdfast.core.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tensors in the safetensors format, so that a model can be opened from Python with {@code
 * safetensors.numpy.load_file}.
 *
 * <p>Byte layout:
 *
 * <pre>
 * 0      8 bytes   N, the length of the header, unsigned little endian
 * 8      N bytes   the header: JSON in UTF-8, padded with spaces to a multiple of 8
 *                  {"name": {"dtype": "F32", "shape": [rows, columns], "data_offsets": [begin, end]}, …}
 * 8 + N  the data  little endian, row-major; offsets count from here; no holes, no overlaps
 * </pre>
 *
 * <p>We write {@code F32}, {@code I32} and {@code I64}, tensors in the order of their names; the
 * same tensors give the same bytes. Reading accepts any order and a {@code __metadata__} entry.
 */
final class SafeTensors {

  private static final int MAX_HEADER = 1 << 24;
  private static final int CHUNK = 1 << 20;
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SafeTensors() {}

  @SuppressWarnings("ArrayRecordComponent") // Private, never compared.
  private record Entry(String name, String dtype, int[] shape, long begin, long end) {}

  static void write(Map<String, Tensor> tensors, DigestingFile file) throws IOException {
    SortedMap<String, Tensor> sorted = new TreeMap<>(tensors);
    byte[] header = header(sorted);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.write(length.putLong(header.length).flip());
    file.write(header);
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : sorted.values()) {
      int width = width(tensor);
      int perChunk = CHUNK / width;
      for (int from = 0; from < tensor.length(); from += perChunk) {
        int count = Math.min(perChunk, tensor.length() - from);
        chunk.clear().limit(count * width);
        switch (tensor) {
          case Tensor.Floats t -> chunk.asFloatBuffer().put(t.values(), from, count);
          case Tensor.Ints t -> chunk.asIntBuffer().put(t.values(), from, count);
          case Tensor.Longs t -> chunk.asLongBuffer().put(t.values(), from, count);
        }
        file.write(chunk);
      }
    }
  }

  /**
   * Reads every tensor of a file.
   *
   * @throws CorruptArtifactException if the file is not whole and well formed
   */
  static Map<String, Tensor> read(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer length = readFully(channel, 0, Long.BYTES);
      long headerLength = length.getLong();
      if (headerLength < 2 || headerLength > MAX_HEADER) {
        throw new CorruptArtifactException(
            path.getFileName() + " has a header of " + headerLength + " bytes");
      }
      byte[] header = new byte[(int) headerLength];
      readFully(channel, Long.BYTES, header.length).get(header);
      long dataStart = Long.BYTES + headerLength;
      List<Entry> entries = entries(path, header);
      requireContiguous(path, entries, channel.size() - dataStart);
      Map<String, Tensor> tensors = new TreeMap<>();
      for (Entry entry : entries) {
        tensors.put(entry.name(), readTensor(channel, dataStart, entry));
      }
      return tensors;
    } catch (EOFException e) {
      throw new CorruptArtifactException(path.getFileName() + " is cut short", e);
    }
  }

  private static byte[] header(SortedMap<String, Tensor> tensors) throws IOException {
    ObjectNode header = MAPPER.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
      Tensor tensor = named.getValue();
      ObjectNode entry = header.putObject(ArtifactNames.requireEntryName(named.getKey()));
      entry.put("dtype", dtype(tensor));
      ArrayNode shape = entry.putArray("shape");
      for (int extent : tensor.shape()) {
        shape.add(extent);
      }
      long end = offset + (long) tensor.length() * width(tensor);
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String json = MAPPER.writeValueAsString(header);
    int padding = -json.length() & 7;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
  }

  private static String dtype(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats t -> "F32";
      case Tensor.Ints t -> "I32";
      case Tensor.Longs t -> "I64";
    };
  }

  private static int width(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats t -> Float.BYTES;
      case Tensor.Ints t -> Integer.BYTES;
      case Tensor.Longs t -> Long.BYTES;
    };
  }

  private static List<Entry> entries(Path path, byte[] header) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try {
      JsonNode root = MAPPER.readTree(header);
      Iterator<Map.Entry<String, JsonNode>> fields = root.properties().iterator();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        if (!field.getKey().equals(METADATA)) {
          entries.add(entry(field.getKey(), field.getValue()));
        }
      }
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw new CorruptArtifactException(
          path.getFileName() + " has no valid header: " + e.getMessage(), e);
    }
    return entries;
  }

  private static Entry entry(String name, JsonNode node) {
    JsonNode shapeNode = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shapeNode.isArray() || offsets.size() != 2 || !node.path("dtype").isTextual()) {
      throw new IllegalArgumentException("tensor " + name + " lacks dtype, shape or offsets");
    }
    int[] shape = new int[shapeNode.size()];
    for (int d = 0; d < shape.length; d++) {
      shape[d] = Math.toIntExact(integer(name, shapeNode.get(d)));
    }
    long begin = integer(name, offsets.get(0));
    long end = integer(name, offsets.get(1));
    return new Entry(name, node.path("dtype").textValue(), shape, begin, end);
  }

  private static long integer(String name, JsonNode node) {
    if (!node.canConvertToLong() || !node.isIntegralNumber() || node.longValue() < 0) {
      throw new IllegalArgumentException("tensor " + name + " has a wrong number: " + node);
    }
    return node.longValue();
  }

  private static void requireContiguous(Path path, List<Entry> entries, long dataLength)
      throws CorruptArtifactException {
    long expected = 0;
    List<Entry> byOffset = new ArrayList<>(entries);
    byOffset.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    for (Entry entry : byOffset) {
      if (entry.begin() != expected || entry.end() < entry.begin()) {
        throw new CorruptArtifactException(
            "%s: tensor %s lies at [%d, %d), where %d was expected"
                .formatted(path.getFileName(), entry.name(), entry.begin(), entry.end(), expected));
      }
      expected = entry.end();
    }
    if (expected != dataLength) {
      throw new CorruptArtifactException(
          "%s holds %d bytes of data, its header speaks of %d"
              .formatted(path.getFileName(), dataLength, expected));
    }
  }

  private static Tensor readTensor(FileChannel channel, long dataStart, Entry entry)
      throws IOException {
    int width =
        switch (entry.dtype()) {
          case "F32", "I32" -> Float.BYTES;
          case "I64" -> Long.BYTES;
          default ->
              throw new CorruptArtifactException(
                  "tensor " + entry.name() + " has dtype " + entry.dtype() + ", unknown here");
        };
    long elements = (entry.end() - entry.begin()) / width;
    long product = 1;
    for (int extent : entry.shape()) {
      product *= extent;
      if (product > Integer.MAX_VALUE) {
        throw new CorruptArtifactException("tensor " + entry.name() + " is too large");
      }
    }
    if (product != elements || elements * width != entry.end() - entry.begin()) {
      throw new CorruptArtifactException(
          "tensor " + entry.name() + " does not fill its shape: " + elements + " elements");
    }
    int count = (int) elements;
    return switch (entry.dtype()) {
      case "F32" -> {
        float[] values = new float[count];
        forEachChunk(
            channel,
            dataStart + entry.begin(),
            count,
            width,
            (chunk, at, n) -> chunk.asFloatBuffer().get(values, at, n));
        yield new Tensor.Floats(entry.shape(), values);
      }
      case "I32" -> {
        int[] values = new int[count];
        forEachChunk(
            channel,
            dataStart + entry.begin(),
            count,
            width,
            (chunk, at, n) -> chunk.asIntBuffer().get(values, at, n));
        yield new Tensor.Ints(entry.shape(), values);
      }
      default -> {
        long[] values = new long[count];
        forEachChunk(
            channel,
            dataStart + entry.begin(),
            count,
            width,
            (chunk, at, n) -> chunk.asLongBuffer().get(values, at, n));
        yield new Tensor.Longs(entry.shape(), values);
      }
    };
  }

  private interface ChunkReader {
    void read(ByteBuffer chunk, int at, int count);
  }

  private static void forEachChunk(
      FileChannel channel, long position, int count, int width, ChunkReader reader)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int perChunk = CHUNK / width;
    for (int from = 0; from < count; from += perChunk) {
      int n = Math.min(perChunk, count - from);
      chunk.clear().limit(n * width);
      fill(channel, position + (long) from * width, chunk);
      reader.read(chunk.flip(), from, n);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int length)
      throws IOException {
    if (position + length > channel.size()) {
      throw new EOFException();
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, position, buffer);
    return buffer.flip();
  }

  private static void fill(FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, at);
      if (n < 0) {
        throw new EOFException();
      }
      at += n;
    }
  }
}

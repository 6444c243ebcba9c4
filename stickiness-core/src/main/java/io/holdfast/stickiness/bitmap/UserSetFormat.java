package io.holdfast.stickiness.bitmap;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.roaringbitmap.InvalidRoaringFormat;
import org.roaringbitmap.RoaringBitmap;

/**
 * The portable Roaring format of a set of users, as in <a
 * href="https://github.com/RoaringBitmap/RoaringFormatSpec">RoaringFormatSpec</a>: little-endian; a
 * cookie, then for each container its high 16 bits and its cardinality − 1, then offsets, then the
 * containers, each an array of up to 4,096 numbers of 16 bits, 8 KiB of bits, or runs.
 */
final class UserSetFormat {

  private UserSetFormat() {}

  static byte[] write(RoaringBitmap bitmap) {
    ByteBuffer bytes = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
    bitmap.serialize(bytes);
    return bytes.array();
  }

  static RoaringBitmap read(byte[] bytes) {
    RoaringBitmap bitmap = new RoaringBitmap();
    try {
      bitmap.deserialize(ByteBuffer.wrap(bytes));
    } catch (IOException
        | InvalidRoaringFormat
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | IllegalArgumentException e) {
      throw corrupt(bytes, e);
    }
    if (!bitmap.validate()
        || bitmap.serializedSizeInBytes() != bytes.length
        || (!bitmap.isEmpty() && bitmap.last() < 0)) {
      throw corrupt(bytes, null);
    }
    return bitmap;
  }

  private static CorruptUserSetException corrupt(byte[] bytes, Throwable cause) {
    return new CorruptUserSetException(
        "%d bytes that are no set of users".formatted(bytes.length), cause);
  }
}

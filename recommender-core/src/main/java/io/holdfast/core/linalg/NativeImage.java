package io.holdfast.core.linalg;

/** Whether this program runs as a native image, as opposed to on a JVM. */
final class NativeImage {

  private NativeImage() {}

  static boolean isRunning() {
    return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
  }
}

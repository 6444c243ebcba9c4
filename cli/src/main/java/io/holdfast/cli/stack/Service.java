package io.holdfast.cli.stack;

/** The three services. */
public enum Service {
  RECOMMENDER_API("recommender-api", 0, "512m"),
  EXPERIMENT_SERVICE("experiment-service", 1, "256m"),
  METRICS_DASHBOARD("metrics-dashboard", 2, "512m");

  /** How far above a service's port its management port is. */
  private static final int MANAGEMENT_OFFSET = 1000;

  private final String folder;
  private final int offset;
  private final String heap;

  Service(String folder, int offset, String heap) {
    this.folder = folder;
    this.offset = offset;
    this.heap = heap;
  }

  /** Its name, which is its folder's too. */
  public String folder() {
    return folder;
  }

  /** Its port, counted from the stack's base port. */
  public int port(int basePort) {
    return basePort + offset;
  }

  int managementPort(int basePort) {
    return port(basePort) + MANAGEMENT_OFFSET;
  }

  String heap() {
    return heap;
  }
}

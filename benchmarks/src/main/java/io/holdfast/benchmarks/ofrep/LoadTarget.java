package io.holdfast.benchmarks.ofrep;

/**
 * The request that is sent over and over, with another user each time.
 *
 * @param port on this machine
 * @param path the address
 * @param apiKey what is sent in {@code X-API-Key}
 */
record LoadTarget(int port, String path, String apiKey) {
  /** The same request elsewhere. */
  LoadTarget at(int otherPort, String otherPath) {
    return new LoadTarget(otherPort, otherPath, apiKey);
  }

  /** The body of the request for one of many users. */
  String body(long user) {
    return "{\"context\":{\"targetingKey\":\"user-" + user + "\",\"country\":\"NL\"}}";
  }
}

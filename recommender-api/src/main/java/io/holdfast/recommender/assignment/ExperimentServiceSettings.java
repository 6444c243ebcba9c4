package io.holdfast.recommender.assignment;

import java.net.URI;

/**
 * Where experiment-service is.
 *
 * @param enabled whether there is one; without it nobody is in an experiment
 * @param url its address
 * @param apiKey our key there, with the role {@code serve}; null to ask without one
 */
public record ExperimentServiceSettings(boolean enabled, URI url, String apiKey) {
  /** Leaves the key out. */
  @Override
  public String toString() {
    return "ExperimentServiceSettings[url=" + url + "]";
  }
}

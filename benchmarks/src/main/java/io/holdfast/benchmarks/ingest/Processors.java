package io.holdfast.benchmarks.ingest;

/**
 * CPU seconds, user and system together.
 *
 * @param service of recommender-api
 * @param database of PostgreSQL, all its processes
 * @param generator of this process, which makes the load
 */
record Processors(double service, double database, double generator) {
  Processors minus(Processors before) {
    return new Processors(
        service - before.service, database - before.database, generator - before.generator);
  }

  double total() {
    return service + database + generator;
  }
}

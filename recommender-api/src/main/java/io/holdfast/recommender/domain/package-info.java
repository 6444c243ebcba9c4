/**
 * What recommender-api speaks of, and the ports that its use cases ask. Imports the JDK, Mutiny and
 * the events and bucketing definitions of {@code contracts}, which are plain JDK records;
 * everything else of this service may import it.
 */
package io.holdfast.recommender.domain;

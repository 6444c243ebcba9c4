/**
 * What an experiment is: records, the rules that need nothing else, and the ports that adapters
 * fill. Imports {@code java..}, Mutiny and the JDK-only parts of {@code contracts} (events,
 * bucketing, problems) only; everything in the service may import it.
 */
package io.holdfast.experiment.domain;

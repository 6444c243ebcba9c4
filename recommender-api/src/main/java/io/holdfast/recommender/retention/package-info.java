/** How long the log keeps events. Imports {@code contracts}. */
package io.holdfast.recommender.retention;

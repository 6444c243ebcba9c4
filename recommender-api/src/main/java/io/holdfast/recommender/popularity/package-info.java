/**
 * What is popular and what is rising, counted from the log in the background: by window of time and
 * by segment of users. Imports {@code domain}, {@code background}, {@code contracts} and {@code
 * core}.
 */
package io.holdfast.recommender.popularity;

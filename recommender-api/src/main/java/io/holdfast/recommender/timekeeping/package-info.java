/** Event time: moving it on, for the demo and replays. Imports {@code domain} and contracts. */
package io.holdfast.recommender.timekeeping;

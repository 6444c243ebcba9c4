/** Work that goes on beside the requests. Imports the JDK alone. */
package io.holdfast.recommender.background;

/**
 * How errors look at the wire: problem details of RFC 9457, the same from every service. JDK only;
 * services and the command line import it.
 */
package io.holdfast.contracts.problem;

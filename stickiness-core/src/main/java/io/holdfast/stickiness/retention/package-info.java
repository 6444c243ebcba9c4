/**
 * Retention: windows of whole days after a user's anchor, when they have elapsed, who came back in
 * them, and the curve over days with matured denominators. Imports the JDK alone.
 */
package io.holdfast.stickiness.retention;

/** A program that shows that the library works in a native image; nothing imports it. */
package io.holdfast.core.nativeimage;

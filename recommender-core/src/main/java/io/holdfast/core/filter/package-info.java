/**
 * Which items may be shown: a small language over their attributes, and the columns that it is
 * evaluated from. {@code docs/filters.md} is its reference.
 */
package io.holdfast.core.filter;

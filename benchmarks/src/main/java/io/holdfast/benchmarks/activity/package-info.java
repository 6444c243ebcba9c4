/**
 * Made-up activity of many users, and the same question about it put to bitmaps and to databases.
 */
package io.holdfast.benchmarks.activity;

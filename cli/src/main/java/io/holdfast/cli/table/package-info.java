/**
 * Tables in CSV files, gzipped or not, read as streams: fields of chosen columns as numbers, times
 * and texts, with errors that name the line, and an index that gives each different text a dense
 * number. Imports the JDK and FastCSV alone.
 */
package io.holdfast.cli.table;

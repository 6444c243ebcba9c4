/**
 * The command line: one class a command. Parses, calls what does the work, prints. Progress goes to
 * standard error; with {@code --json} standard output is one JSON document.
 */
package io.holdfast.cli.command;

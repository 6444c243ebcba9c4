package io.holdfast.cli.command;

import picocli.CommandLine.Command;

/** {@code holdfast retention}: reserved. */
@Command(
    name = "retention",
    description = "Computes cohort retention from a table of events. Not in this version.",
    mixinStandardHelpOptions = true)
final class RetentionCommand extends LaterCommand {}

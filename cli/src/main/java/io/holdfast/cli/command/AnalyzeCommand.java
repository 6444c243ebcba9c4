package io.holdfast.cli.command;

import picocli.CommandLine.Command;

/** {@code holdfast analyze}: reserved. */
@Command(
    name = "analyze",
    description = "Analyses an experiment from a table. Not in this version.",
    mixinStandardHelpOptions = true)
final class AnalyzeCommand extends LaterCommand {}

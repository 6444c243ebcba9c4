package io.holdfast.cli.command;

import picocli.CommandLine.Command;

/** {@code holdfast datasets}: reserved. */
@Command(
    name = "datasets",
    description = "Fetches well-known public data sets. Not in this version.",
    mixinStandardHelpOptions = true)
final class DatasetsCommand extends LaterCommand {}

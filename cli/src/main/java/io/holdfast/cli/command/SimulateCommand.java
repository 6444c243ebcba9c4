package io.holdfast.cli.command;

import picocli.CommandLine.Command;

/** {@code holdfast simulate}: reserved. */
@Command(
    name = "simulate",
    description = "Simulates a population against running services. Not in this version.",
    mixinStandardHelpOptions = true)
final class SimulateCommand extends LaterCommand {}

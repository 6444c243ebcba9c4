package io.holdfast.cli.command;

import picocli.CommandLine.Command;

@Command(name = "status", description = "x", mixinStandardHelpOptions = true)
final class StatusCommand extends LaterCommand {}

package io.holdfast.cli.command;

import picocli.CommandLine.Command;

@Command(name = "up", description = "x", mixinStandardHelpOptions = true)
final class UpCommand extends LaterCommand {}

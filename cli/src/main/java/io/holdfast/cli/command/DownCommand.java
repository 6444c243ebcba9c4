package io.holdfast.cli.command;

import picocli.CommandLine.Command;

@Command(name = "down", description = "x", mixinStandardHelpOptions = true)
final class DownCommand extends LaterCommand {}

package io.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands of docs/analyze.md on its sample tables do, and print, what stands there. */
class DocumentedCommandsTest {
  private static final Path PAGE = Path.of("../docs/analyze.md");

  /** A command in a block, and the block after it if that follows at once. */
  private static final Pattern COMMAND =
      Pattern.compile("```\n\\./holdfast ([^`]*docs/samples[^`]*)```(?:\n\n```\n([^`]*)```)?");

  @Test
  void printsWhatThePageShows() throws IOException {
    List<MatchResult> commands = COMMAND.matcher(Files.readString(PAGE)).results().toList();
    assertThat(commands).hasSize(4);
    for (MatchResult command : commands) {
      String arguments = command.group(1).replace("\\\n", " ").replace("docs/", "../docs/").strip();
      CommandRun run = CommandRun.of(arguments.split("\\s+"));
      assertThat(run.code()).as("%s: %s", arguments, run.err()).isZero();
      if (command.group(2) != null) {
        assertThat(run.out()).isEqualToNormalizingNewlines(command.group(2));
      }
    }
  }
}

package io.holdfast.cli.command;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.LoadedModel;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.RatingKind;
import io.holdfast.core.model.RatingModel;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.training.reader.Catalogue;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.DataRow;
import io.holdfast.training.reader.PositiveTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code holdfast recommend}: asks an artifact. Artifacts hold no users, because a user is folded
 * in from what they have done; so the history is given, or looked up in a data file.
 */
@Command(
    name = "recommend",
    description = "Recommends items out of an artifact.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "An artifact holds no users: a user is folded in from what they have done. Give that by",
      "--history, or by --data and --format, where --user is looked up. Without a history the",
      "artifact's most popular items come back, and the source says so.",
      "Examples:",
      "  holdfast recommend --artifact als-model --user 42 --data ratings.csv \\",
      "      --format movielens-csv --top 5",
      "  holdfast recommend --artifact als-model --user guest --history 1,50,260 --json"
    })
final class RecommendCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--artifact",
      required = true,
      paramLabel = "DIR",
      description = "the artifact's directory")
  private Path directory;

  @Option(names = "--user", required = true, paramLabel = "ID", description = "for whom")
  private String user;

  @Option(
      names = "--history",
      paramLabel = "ITEM[=RATING],…",
      split = ",",
      description =
          "items that the user has dealt with, earliest first; a model of ratings needs the rating")
  private List<String> historyItems = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "a data file with the user's history")
  private Path data;

  @Option(names = "--format", paramLabel = "F", description = "its format: " + DataOptions.FORMATS)
  private String format;

  @Option(names = "--columns", paramLabel = "MAP", description = DataOptions.COLUMNS)
  private String columns;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many items (default: 10)")
  private int top;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  private record Item(String itemId, int position, float score, String title) {}

  private record Document(String model, String user, String source, List<Item> items) {}

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(spec.commandLine(), "--top is at least 1, was " + top);
    }
    Console console = new Console(spec.commandLine());
    DataFile file =
        data == null ? null : DataOptions.file(spec.commandLine(), data, format, columns);
    LoadedModel loaded = RankingModels.load(directory, LinearAlgebraProvider.get());
    RankingModel model = loaded.model();
    Catalogue catalogue = file == null ? null : Catalogue.beside(file);
    History history = history(console, model, file, catalogue);
    boolean known = model.canRank(history);
    RankingModel asked = known ? model : PopularModel.of(model);
    TopK best = asked.recommend(history, top, ItemFilter.excluding(history.distinctItems()));
    List<Item> items = new ArrayList<>();
    for (int rank = 0; rank < best.size(); rank++) {
      String id = model.items().id(best.item(rank));
      String title = catalogue == null ? null : catalogue.title(id);
      items.add(new Item(id, rank + 1, best.score(rank), title));
    }
    Document document =
        new Document(
            loaded.manifest().name() + "@" + loaded.manifest().version(),
            user,
            known ? "model" : "popular",
            items);
    if (json) {
      console.printJson(document);
    } else {
      print(console, document);
    }
    return 0;
  }

  private History history(Console console, RankingModel model, DataFile file, Catalogue catalogue)
      throws IOException {
    History.Builder history = History.builder(model.items());
    long[] found = new long[1];
    if (file != null) {
      file.read(
          row -> {
            catalogue.learn(row);
            if (row.userId().equals(user) && row.itemId() != null && counts(model, row)) {
              found[0]++;
              history.add(
                  row.itemId(),
                  weight(model, row.value()),
                  row.occurredAt().getEpochSecond(),
                  row.type(),
                  row.toInteraction().criteria());
            }
          });
      if (found[0] == 0) {
        console.tell("%s has no history in %s", user, file.path());
      }
    }
    long after = Integer.MAX_VALUE;
    for (String given : historyItems) {
      GivenItem item = GivenItem.parse(spec.commandLine(), model, given.strip());
      if (!history.add(item.id(), item.weight(), after++)) {
        console.tell("the model does not know the item %s", item.id());
      }
    }
    return history.build();
  }

  /** Whether the model learns from such an interaction: one of ratings from ratings alone. */
  private static boolean counts(RankingModel model, DataRow row) {
    return model instanceof RatingModel
        ? row.type().equals(RatingKind.RATING) && row.value() != null
        : PositiveTypes.contains(row.type());
  }

  /** What an interaction weighs: to a model of ratings its rating, as in training. */
  private static float weight(RankingModel model, Double value) {
    return model instanceof RatingModel ? Math.max(value.floatValue(), 0f) : 1f;
  }

  /** An item of {@code --history}, with its rating if the model needs ratings. */
  private record GivenItem(String id, float weight) {
    static GivenItem parse(CommandLine command, RankingModel model, String given) {
      if (!(model instanceof RatingModel)) {
        return new GivenItem(given, 1f);
      }
      int equals = given.lastIndexOf('=');
      try {
        float rating = Float.parseFloat(given.substring(equals + 1));
        if (equals > 0 && rating >= 0 && rating < Float.POSITIVE_INFINITY) {
          return new GivenItem(given.substring(0, equals), rating);
        }
      } catch (NumberFormatException e) {
        throw notRated(command, model, given, e);
      }
      throw notRated(command, model, given, null);
    }

    private static ParameterException notRated(
        CommandLine command, RankingModel model, String given, NumberFormatException cause) {
      return new ParameterException(
          command,
          "%s needs ratings: --history ITEM=RATING,…, not %s".formatted(model.kind(), given),
          cause);
    }
  }

  private static void print(Console console, Document document) {
    console.print("%s for %s (source: %s)", document.model(), document.user(), document.source());
    for (Item item : document.items()) {
      console.print(
          "%3d  %-12s %9.4f  %s",
          item.position(), item.itemId(), item.score(), item.title() == null ? "" : item.title());
    }
  }
}

package io.holdfast.cli.command;

import io.holdfast.core.linalg.LinearAlgebraProvider;
import io.holdfast.core.model.History;
import io.holdfast.core.model.LoadedModel;
import io.holdfast.core.model.RankingModel;
import io.holdfast.core.model.RankingModels;
import io.holdfast.core.model.popular.PopularModel;
import io.holdfast.core.retrieval.ItemFilter;
import io.holdfast.core.retrieval.TopK;
import io.holdfast.training.reader.Catalogue;
import io.holdfast.training.reader.DataFile;
import io.holdfast.training.reader.PositiveTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      paramLabel = "ITEM,…",
      split = ",",
      description = "items that the user has dealt with, earliest first")
  private List<String> historyItems = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "a data file with the user's history")
  private Path data;

  @Option(names = "--format", paramLabel = "F", description = "its format: " + DataOptions.FORMATS)
  private String format;

  @Option(
      names = "--columns",
      paramLabel = "MAP",
      description = "columns of a csv file: user=…,item=…,time=…,value=…,type=…")
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
            if (row.userId().equals(user)
                && row.itemId() != null
                && PositiveTypes.contains(row.type())) {
              found[0]++;
              history.add(row.itemId(), 1f, row.occurredAt().getEpochSecond(), row.type());
            }
          });
      if (found[0] == 0) {
        console.tell("%s has no history in %s", user, file.path());
      }
    }
    long after = Integer.MAX_VALUE;
    for (String item : historyItems) {
      if (!history.add(item.strip(), 1f, after++)) {
        console.tell("the model does not know the item %s", item.strip());
      }
    }
    return history.build();
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

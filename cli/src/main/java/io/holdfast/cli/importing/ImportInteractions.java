package io.holdfast.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.api.ApiClient;
import io.holdfast.contracts.event.Interaction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends historical interactions in batches by {@code POST /v1/interactions}. A batch whose answer
 * is lost is sent again with the same event ids, and the log absorbs what it already has; so an
 * import survives a restart of the service, and running it again adds nothing. Not thread-safe.
 */
public final class ImportInteractions {
  /** The most interactions that the API takes at once. */
  public static final int BATCH = 1000;

  private final ApiClient api;
  private final ProgressListener progress;
  private final List<Interaction> batch = new ArrayList<>(BATCH);
  private long sent;
  private long accepted;
  private long duplicates;

  /** Told after each batch. */
  @FunctionalInterface
  public interface ProgressListener {
    /** So many interactions have been acknowledged in all. */
    void acknowledged(long interactions);
  }

  /**
   * What an import came to.
   *
   * @param sent interactions sent
   * @param accepted of them, those that were new
   * @param duplicates of them, those that the log already had
   */
  public record Outcome(long sent, long accepted, long duplicates) {}

  /**
   * An import into that API.
   *
   * @param api recommender-api, with the patience that the import is to have
   * @param progress told after each batch
   */
  public ImportInteractions(ApiClient api, ProgressListener progress) {
    this.api = api;
    this.progress = progress;
  }

  /**
   * Adds an interaction, sending a batch when it is full.
   *
   * @throws IOException if the service refuses the batch or stays unreachable
   */
  public void add(Interaction interaction) throws IOException {
    batch.add(interaction);
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /** Sends what is left. */
  public Outcome finish() throws IOException {
    flush();
    return new Outcome(sent, accepted, duplicates);
  }

  private void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    JsonNode answer;
    try {
      answer = api.post("/v1/interactions", batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the import was interrupted");
    }
    sent += batch.size();
    accepted += answer.path("accepted").asLong();
    duplicates += answer.path("duplicates").asLong();
    batch.clear();
    progress.acknowledged(sent);
  }
}

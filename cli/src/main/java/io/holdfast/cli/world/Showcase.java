package io.holdfast.cli.world;

import java.io.IOException;
import java.util.List;

/** What shows a person lists of items. */
@FunctionalInterface
public interface Showcase {
  /**
   * The list that the person is shown now.
   *
   * @param person who
   * @param history what has been told about them so far, earliest first
   * @param second now, in seconds from the world's beginning
   */
  List<String> listFor(Person person, List<Told> history, long second)
      throws IOException, InterruptedException;
}

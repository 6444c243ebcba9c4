package io.holdfast.cli.world;

import java.util.List;

/**
 * A simulated person.
 *
 * @param index the place in the population
 * @param id the user id that the APIs see
 * @param template whom of the data's users the person was drawn from
 * @param joinHour when they come for the first time, in hours from the beginning
 * @param habit how ready they are to come on a day, as a logit
 * @param usualHour the hour of the day when they usually come
 * @param past what they bring with them: a few early interactions of their template
 */
public record Person(
    int index,
    String id,
    int template,
    int joinHour,
    double habit,
    int usualHour,
    List<Dataset.Act> past) {

  /** The day of their first visit, from 0. */
  public int joinDay() {
    return joinHour / 24;
  }
}

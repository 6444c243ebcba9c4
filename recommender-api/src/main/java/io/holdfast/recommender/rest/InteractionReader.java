package io.holdfast.recommender.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.contracts.event.Interaction;
import io.holdfast.contracts.json.Json;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.Violations;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Interactions out of a request's body: one object, an array, or {@code {"interactions": […]}}. All
 * errors of all of them are told at once. The body is read token by token: a tree of it would cost
 * more than what is done with it.
 */
final class InteractionReader {
  /** The most interactions of one request. */
  static final int MOST = 1000;

  private static final String LIST = "interactions";

  private final JsonParser parser;
  private final InteractionFields fields;
  private final List<Interaction> interactions = new ArrayList<>();

  /** What is wrong with the list and all in it. */
  private final Violations ofList = new Violations();

  /** What is wrong with the interaction that is read; made when it is asked for. */
  private Violations ofPresent;

  private int present;

  private InteractionReader(JsonParser parser, Instant requestTime, Instant now) {
    this.parser = parser;
    this.fields =
        new InteractionFields(parser, this::violations, requestTime, now.plus(RequestTime.AHEAD));
  }

  /**
   * Reads them.
   *
   * @param requestTime when an interaction happened that does not say it
   * @param now no interaction may lie more than five minutes ahead of it
   * @throws JacksonException if the body is no JSON
   * @throws ProblemException if anything in it is wrong
   */
  static List<Interaction> read(byte[] body, Instant requestTime, Instant now)
      throws JacksonException {
    try (JsonParser parser = Json.mapper().createParser(body)) {
      return new InteractionReader(parser, requestTime, now).read();
    } catch (JacksonException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("a body in memory could not be read", e);
    }
  }

  private List<Interaction> read() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      object();
    } else if (first == JsonToken.START_ARRAY) {
      list();
    } else {
      throw ProblemException.invalid(
          "body", "must be an interaction, an array of them, or an object with " + LIST);
    }
    ofList.throwIfAny();
    return interactions;
  }

  /** An interaction; or, if it has the field of that name, a list and nothing else that counts. */
  private void object() throws IOException {
    Violations ofObject = new Violations();
    ofPresent = ofObject;
    boolean isList = false;
    fields.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals(LIST)) {
        isList = true;
        list();
        ofPresent = ofObject;
      } else {
        fields.read(name);
      }
    }
    if (!isList) {
      fields.requireWhole();
      ofObject.throwIfAny();
      interactions.add(fields.interaction());
    }
  }

  private void list() throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw ProblemException.invalid(LIST, "must be an array");
    }
    present = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (present < MOST) {
        element();
      } else {
        parser.skipChildren();
      }
      present++;
    }
    if (present > MOST) {
      throw ProblemException.invalid(
          LIST, "must have at most " + MOST + " elements, has " + present);
    }
  }

  /** Nothing is made of it after the first error. */
  private void element() throws IOException {
    ofPresent = null;
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      ofList.add(name(), "must be an object");
      parser.skipChildren();
      return;
    }
    fields.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      fields.read(name);
    }
    fields.requireWhole();
    if (ofList.isEmpty()) {
      interactions.add(fields.interaction());
    }
  }

  private Violations violations() {
    if (ofPresent == null) {
      ofPresent = ofList.below(name());
    }
    return ofPresent;
  }

  private String name() {
    return LIST + "[" + present + "]";
  }
}

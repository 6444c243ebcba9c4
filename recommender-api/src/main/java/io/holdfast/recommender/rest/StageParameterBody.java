package io.holdfast.recommender.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.recommender.strategy.StageParameter;
import java.util.List;

/**
 * A parameter of a strategy at the wire.
 *
 * @param name its name
 * @param type {@code integer}, {@code number}, {@code choice}, {@code itemId} or {@code filter}
 * @param description what it does
 * @param standard the value if none is given; absent if there is none
 * @param least the least number
 * @param most the greatest number
 * @param allowed the words of a choice
 */
public record StageParameterBody(
    String name,
    String type,
    String description,
    @JsonProperty("default") Object standard,
    Number least,
    Number most,
    List<String> allowed) {
  static StageParameterBody of(StageParameter parameter) {
    return switch (parameter) {
      case StageParameter.Whole whole -> body(whole, "integer", whole.least(), whole.most(), null);
      case StageParameter.Real real -> body(real, "number", real.least(), real.most(), null);
      case StageParameter.Choice choice -> body(choice, "choice", null, null, choice.allowed());
      case StageParameter.ItemId itemId -> body(itemId, "itemId", null, null, null);
      case StageParameter.ItemFilter filter -> body(filter, "filter", null, null, null);
    };
  }

  private static StageParameterBody body(
      StageParameter parameter, String type, Number least, Number most, List<String> allowed) {
    return new StageParameterBody(
        parameter.name(),
        type,
        parameter.description(),
        parameter.standard(),
        least,
        most,
        allowed);
  }
}

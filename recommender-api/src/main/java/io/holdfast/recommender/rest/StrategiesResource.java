package io.holdfast.recommender.rest;

import io.holdfast.recommender.strategy.Strategies;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The strategies that scenarios can have. */
@Path("/v1/strategies")
@Tag(name = "scenarios")
@Produces(MediaType.APPLICATION_JSON)
public class StrategiesResource {

  @GET
  @RolesAllowed({"serve", "admin"})
  @Operation(
      operationId = "listStrategies",
      summary = "List the strategies that a scenario can have, with their parameters",
      description =
          "In the order of their phases: a strategy may not stand before one of an earlier phase.")
  @APIResponse(
      responseCode = "200",
      description = "The kinds",
      content =
          @Content(
              schema = @Schema(implementation = StrategiesBody.class),
              examples = @ExampleObject(name = "strategies", value = StrategiesBody.EXAMPLE)))
  public StrategiesBody list() {
    return new StrategiesBody(
        Strategies.descriptions().stream().map(StrategiesBody.Kind::of).toList());
  }

  /**
   * All kinds.
   *
   * @param strategies in the order of their phases
   */
  public record StrategiesBody(List<Kind> strategies) {
    static final String EXAMPLE =
        """
        {"strategies": [{"kind": "freshness",
          "description": "Lowers items by their age, halving them every so many days.",
          "phase": "score", "repeatable": false,
          "parameters": [{"name": "halfLifeDays", "type": "number",
            "description": "The age at which half of an item's relevance is left.",
            "default": 30.0, "least": 0.001, "most": 36500.0}]}]}
        """;

    /**
     * A kind.
     *
     * @param kind its name
     * @param description what it does
     * @param phase when it comes
     * @param repeatable whether a list may have it more than once
     * @param parameters in reading order
     */
    public record Kind(
        String kind,
        String description,
        String phase,
        boolean repeatable,
        List<StageParameterBody> parameters) {
      static Kind of(Strategies.Description kind) {
        return new Kind(
            kind.kind(),
            kind.description(),
            kind.phase(),
            kind.repeatable(),
            kind.parameters().stream().map(StageParameterBody::of).toList());
      }
    }
  }
}

package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.bandit.ReadBandits;
import io.holdfast.experiment.domain.Bandits.Move;
import io.holdfast.experiment.rest.BanditBody.MoveBody;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Bandits: where they stand, and why they moved the weights. */
@Path("/v1/experiments/{key}/bandit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "experiments")
public class BanditResource {
  private final ReadBandits read;

  BanditResource(ReadBandits read) {
    this.read = read;
  }

  @GET
  @Operation(
      operationId = "readBandit",
      summary = "Where an experiment's bandit stands, and what holds its weights if anything does")
  public Uni<BanditBody> standing(@PathParam("key") String key) {
    return read.standing(key).map(BanditBody::of);
  }

  @GET
  @Path("/moves")
  @Operation(
      operationId = "listBanditMoves",
      summary = "The looks at the rewards with the weights and the evidence, newest first")
  public Uni<Page<MoveBody>> moves(
      @PathParam("key") String key,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue(Limits.DEFAULT) int limit) {
    int size = Limits.of(limit);
    return read.moves(key, id(Cursor.decode(cursor)), size + 1)
        .map(
            (List<Move> moves) ->
                Page.of(moves, size, move -> move.id().toString()).map(MoveBody::of));
  }

  private static UUID id(String position) {
    try {
      return position == null ? null : UUID.fromString(position);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer");
    }
  }
}

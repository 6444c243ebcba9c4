package io.holdfast.experiment.rest;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.experiment.allocation.HoldoutDraft;
import io.holdfast.experiment.allocation.ManageHoldouts;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Users that experiments leave out together. */
@Path("/v1/holdouts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"experiment", "admin"})
@Tag(name = "holdouts")
public class HoldoutResource {
  private final ManageHoldouts manage;

  HoldoutResource(ManageHoldouts manage) {
    this.manage = manage;
  }

  /**
   * All holdouts.
   *
   * @param items in the order of their names
   */
  public record HoldoutsBody(List<HoldoutBody> items) {}

  @GET
  @Operation(operationId = "listHoldouts", summary = "List holdouts in the order of their names")
  public Uni<HoldoutsBody> list() {
    return manage
        .all()
        .map(plans -> new HoldoutsBody(plans.stream().map(HoldoutBody::of).toList()));
  }

  @GET
  @Path("/{name}")
  @Operation(operationId = "readHoldout", summary = "Read a holdout")
  public Uni<HoldoutBody> one(@PathParam("name") String name) {
    return manage.one(name).map(HoldoutBody::of);
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putHoldout",
      summary = "Make or change a holdout",
      description = "The share is fixed once an experiment that names the holdout has started.")
  public Uni<HoldoutBody> put(@PathParam("name") String name, HoldoutDraft draft) {
    if (draft == null) {
      throw ProblemException.invalid("body", "is required");
    }
    return manage.put(name, draft).map(HoldoutBody::of);
  }

  @DELETE
  @Path("/{name}")
  @Operation(operationId = "endHoldout", summary = "End a holdout")
  public Uni<HoldoutBody> end(@PathParam("name") String name) {
    return manage.end(name).map(HoldoutBody::of);
  }
}

package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.ModelReference;
import io.holdfast.contracts.problem.FieldError;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.core.artifact.ArtifactException;
import io.holdfast.recommender.domain.ModelRegistry;
import io.holdfast.recommender.domain.ModelRegistry.Change;
import io.holdfast.recommender.domain.RegisteredModel;
import io.holdfast.recommender.registry.ActivateModel;
import io.holdfast.recommender.registry.RegisterModel;
import io.holdfast.recommender.serving.ModelShelf;
import io.holdfast.service.page.Cursor;
import io.holdfast.service.page.Page;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The model registry. */
@Path("/v1/models")
@Tag(name = "models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private static final String TAR = "application/x-tar";
  private static final int LARGEST_PAGE = 500;

  private final RegisterModel register;
  private final ActivateModel activation;
  private final ModelRegistry registry;
  private final ModelShelf shelf;
  private final SecurityIdentity caller;

  ModelsResource(
      RegisterModel register,
      ActivateModel activation,
      ModelRegistry registry,
      ModelShelf shelf,
      SecurityIdentity caller) {
    this.register = register;
    this.activation = activation;
    this.registry = registry;
    this.shelf = shelf;
    this.caller = caller;
  }

  @POST
  @Consumes(TAR)
  @RolesAllowed("admin")
  @RunOnVirtualThread
  @Operation(
      operationId = "registerModel",
      summary = "Take a trained model in",
      description =
          "The body is the artifact as a tar, at most 4 GiB, streamed. It is verified before it is"
              + " registered, and registering does not activate it. 200 if the same artifact is"
              + " there already; 409 if its name and version belong to another one.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = TAR,
              schema = @Schema(type = SchemaType.STRING, format = "binary"),
              examples =
                  @ExampleObject(
                      name = "the files of the tar, in order",
                      value = "manifest.json, items.ids, tensors.safetensors")))
  @APIResponse(
      responseCode = "201",
      description = "It is registered",
      content =
          @Content(
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "model", value = ModelBody.EXAMPLE)))
  @APIResponse(
      responseCode = "200",
      description = "The same artifact was registered before",
      content =
          @Content(
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "model", value = ModelBody.EXAMPLE)))
  public RestResponse<ModelBody> register(InputStream tar) throws IOException {
    try {
      return switch (register.register(tar)) {
        case RegisterModel.Registered(RegisteredModel model) ->
            RestResponse.status(RestResponse.Status.CREATED, body(model));
        case RegisterModel.AlreadyThere(RegisteredModel model) -> RestResponse.ok(body(model));
        case RegisterModel.OtherDigest(RegisteredModel model, String digest) ->
            throw ProblemException.conflict(
                "%s is registered with the digest %s; the artifact that was sent has %s"
                    .formatted(model.reference(), model.digest(), digest));
      };
    } catch (ArtifactException e) {
      throw new ProblemException(
          ProblemKind.INVALID_REQUEST,
          "The artifact cannot be used: " + e.getMessage(),
          List.of(new FieldError("body", e.getMessage())));
    }
  }

  @GET
  @RolesAllowed({"serve", "experiment", "dashboard", "admin"})
  @Operation(operationId = "listModels", summary = "List the models, newest first, in pages")
  @APIResponse(
      responseCode = "200",
      description = "A page; nextCursor is absent on the last one",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      name = "page",
                      value = "{\"items\": [" + ModelBody.EXAMPLE + "]}")))
  public Uni<Page<ModelBody>> list(
      @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("100") int limit) {
    Texts.requireRange("limit", limit, 1, LARGEST_PAGE);
    String after = Cursor.decode(cursor);
    return registry
        .list(after == null ? null : reference(after), limit + 1)
        .map(
            models ->
                Page.of(models, limit, model -> model.reference().toString()).map(this::body));
  }

  @GET
  @Path("{name}/{version}")
  @RolesAllowed({"serve", "experiment", "dashboard", "admin"})
  @Operation(operationId = "getModel", summary = "Read a model version")
  @APIResponse(
      responseCode = "200",
      description = "The model",
      content =
          @Content(
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "model", value = ModelBody.EXAMPLE)))
  public Uni<ModelBody> get(@PathParam("name") String name, @PathParam("version") String version) {
    ModelReference reference = reference(name, version);
    return registry.find(reference).map(model -> body(model.orElseThrow(() -> missing(reference))));
  }

  @POST
  @Path("{name}/{version}/activate")
  @RolesAllowed("admin")
  @Operation(
      operationId = "activateModel",
      summary = "Make a model the active one",
      description = "The one that was active before stays registered. Replicas swap in seconds.")
  @APIResponse(
      responseCode = "200",
      description = "It is the active model",
      content =
          @Content(
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "model", value = ModelBody.EXAMPLE)))
  public Uni<ModelBody> activate(
      @PathParam("name") String name, @PathParam("version") String version) {
    ModelReference reference = reference(name, version);
    return activation
        .activate(reference, caller.getPrincipal().getName())
        .map(change -> changed(change, reference));
  }

  @POST
  @Path("{name}/{version}/retire")
  @RolesAllowed("admin")
  @Operation(
      operationId = "retireModel",
      summary = "Retire a model",
      description = "It serves nobody any more. The active model cannot be retired.")
  @APIResponse(
      responseCode = "200",
      description = "It is retired",
      content =
          @Content(
              schema = @Schema(implementation = ModelBody.class),
              examples = @ExampleObject(name = "model", value = ModelBody.EXAMPLE)))
  public Uni<ModelBody> retire(
      @PathParam("name") String name, @PathParam("version") String version) {
    ModelReference reference = reference(name, version);
    return activation.retire(reference).map(change -> changed(change, reference));
  }

  private ModelBody changed(Change change, ModelReference reference) {
    return switch (change) {
      case ModelRegistry.Changed(RegisteredModel model) -> body(model);
      case ModelRegistry.Unknown() -> throw missing(reference);
      case ModelRegistry.Refused refused ->
          throw ProblemException.conflict(
              "Model " + reference + " is " + refused.state().wire() + ".");
    };
  }

  private ModelBody body(RegisteredModel model) {
    boolean loaded = shelf.shelf().models().containsKey(model.reference());
    String problem =
        Optional.ofNullable(shelf.failures().get(model.reference()))
            .map(ModelShelf.Failure::message)
            .orElse(null);
    return ModelBody.of(model, loaded, problem);
  }

  private static ModelReference reference(String text) {
    try {
      return ModelReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("cursor", "must be a nextCursor of an earlier answer");
    }
  }

  private static ModelReference reference(String name, String version) {
    try {
      return new ModelReference(name, version);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("name", e.getMessage());
    }
  }

  private static ProblemException missing(ModelReference reference) {
    return ProblemException.notFound("There is no model " + reference + ".");
  }
}

package io.holdfast.metrics.ui;

import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.contracts.problem.ProblemKind;
import io.holdfast.contracts.security.ApiKey;
import io.holdfast.service.security.ApiKeyAuthentication;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Signs a person in to the web UI: the API key goes into a cookie that scripts cannot read and
 * other sites cannot send.
 */
@Path("/ui")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Web UI")
public class SignInResource {

  private static final Set<String> ROLES = Set.of("dashboard", "admin");

  private final ApiKeyAuthentication keys;

  SignInResource(ApiKeyAuthentication keys) {
    this.keys = keys;
  }

  /**
   * Who wants in.
   *
   * @param apiKey the secret
   */
  public record SignIn(String apiKey) {}

  /**
   * Who is in.
   *
   * @param id the key's id
   */
  public record Session(String id) {}

  @POST
  @Path("/sign-in")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(operationId = "signIn", summary = "Take an API key into a cookie for the web UI")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = SignIn.class),
              examples = @ExampleObject(name = "sign-in", value = "{\"apiKey\":\"hf_…\"}")))
  @APIResponse(
      responseCode = "200",
      description = "Signed in; the cookie holdfast-key is set.",
      content =
          @Content(
              schema = @Schema(implementation = Session.class),
              examples = @ExampleObject(name = "session", value = "{\"id\":\"analyst\"}")))
  @APIResponse(responseCode = "400", description = "No key was sent.")
  @APIResponse(responseCode = "401", description = "Nobody has that key.")
  @APIResponse(responseCode = "403", description = "The key lacks the role dashboard.")
  public Response signIn(SignIn signIn, @Context UriInfo address) {
    if (signIn == null || signIn.apiKey() == null || signIn.apiKey().isBlank()) {
      throw ProblemException.invalid("apiKey", "is required");
    }
    ApiKey key =
        keys.find(signIn.apiKey().strip())
            .orElseThrow(
                () -> new ProblemException(ProblemKind.UNAUTHENTICATED, "Nobody has this key."));
    if (key.roles().stream().noneMatch(role -> ROLES.contains(role.wire()))) {
      throw new ProblemException(
          ProblemKind.FORBIDDEN,
          "This key needs one of the roles "
              + ROLES.stream().sorted().collect(Collectors.joining(", ")));
    }
    return Response.ok(new Session(key.id()))
        .cookie(cookie(signIn.apiKey().strip(), NewCookie.DEFAULT_MAX_AGE, address))
        .build();
  }

  @POST
  @Path("/sign-out")
  @RolesAllowed({"dashboard", "admin"})
  @Operation(operationId = "signOut", summary = "Drop the web UI's cookie")
  @APIResponse(responseCode = "204", description = "Signed out.")
  @APIResponse(responseCode = "401", description = "Nobody was signed in.")
  @APIResponse(responseCode = "403", description = "The key lacks the role dashboard.")
  public Response signOut(@Context UriInfo address) {
    return Response.noContent().cookie(cookie("", 0, address)).build();
  }

  @GET
  @Path("/session")
  @RolesAllowed({"dashboard", "admin"})
  @Operation(operationId = "session", summary = "Who is signed in")
  @APIResponse(
      responseCode = "200",
      description = "The key's id.",
      content =
          @Content(
              schema = @Schema(implementation = Session.class),
              examples = @ExampleObject(name = "session", value = "{\"id\":\"analyst\"}")))
  @APIResponse(responseCode = "401", description = "Nobody is signed in.")
  @APIResponse(responseCode = "403", description = "The key lacks the role dashboard.")
  public Session session(@Context SecurityContext security) {
    return new Session(security.getUserPrincipal().getName());
  }

  private static NewCookie cookie(String value, int maxAge, UriInfo address) {
    return new NewCookie.Builder(ApiKeyAuthentication.COOKIE)
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .httpOnly(true)
        .secure("https".equals(address.getRequestUri().getScheme()))
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}

package io.holdfast.metrics.rest;

import io.holdfast.contracts.problem.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the API is, for its OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Holdfast metrics-dashboard",
            version = "1",
            description =
                "Retention, sessions, stickiness and lift, from the event log. Answers reach up to"
                    + " evaluatedThrough.",
            license = @License(name = "Apache-2.0")),
    security = @SecurityRequirement(name = "api-key"),
    components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
@SecurityScheme(
    securitySchemeName = "api-key",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "X-API-Key",
    description = "A key with role dashboard or admin.")
public class ApiDescription extends Application {}

/** Every error at the wire is {@code application/problem+json} (RFC 9457). */
package io.holdfast.service.problem;

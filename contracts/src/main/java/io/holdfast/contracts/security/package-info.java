/**
 * Who may do what: API keys, their roles, and the mounted file they are read from. Services and the
 * command line import it; it imports {@code json} and the JDK. Secrets are never kept, compared in
 * the clear, or logged: only their SHA-256 is known here.
 */
package io.holdfast.contracts.security;

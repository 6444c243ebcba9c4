/**
 * Sessions: a user's interactions cut where nothing happens for a while, the same whatever order
 * they arrive in. Imports the JDK alone.
 */
package io.holdfast.stickiness.session;

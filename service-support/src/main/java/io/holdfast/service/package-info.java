/**
 * What every Holdfast service has at its edge, so that no service writes it again: API keys,
 * problem+json, the event log and the clock as beans. Nothing of a service's domain lives here.
 */
package io.holdfast.service;

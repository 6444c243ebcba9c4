/**
 * The one JSON of Holdfast: camelCase, ISO-8601 UTC instants, enums in kebab case, absent rather
 * than null. Whoever reads or writes JSON imports this package.
 */
package io.holdfast.contracts.json;

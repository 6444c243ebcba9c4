/** Makes the services speak the JSON of {@link io.holdfast.contracts.json.Json}. */
package io.holdfast.service.json;

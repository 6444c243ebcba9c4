/**
 * What operators see of a service: histograms, traces and logs, without personal data. No other
 * package of this module is imported.
 */
package io.holdfast.service.observability;

/** The event log as a bean, its migration at start-up, and the loop that runs a consumer. */
package io.holdfast.service.log;

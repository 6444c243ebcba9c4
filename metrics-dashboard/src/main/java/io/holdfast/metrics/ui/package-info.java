/**
 * What the web UI needs beside the API: sign-in by an API key. Imports {@code service-support};
 * nothing imports it. The pages themselves are built from {@code src/main/webui}.
 */
package io.holdfast.metrics.ui;

/** Replays what users of a data set did through the HTTP API, to tell what real time is worth. */
package io.holdfast.cli.replay;

/**
 * From the commit store to the log: publishes every commit to Kafka, each stream in the order of
 * its versions. Knows nothing of HTTP or Axon.
 */
@NullMarked
package io.minutebook.command.relay;

import org.jspecify.annotations.NullMarked;

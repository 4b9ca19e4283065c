/**
 * The commit store: one MongoDB document for each commit, on the plain driver. Knows nothing of
 * HTTP, Kafka or Axon, and nothing of what the events mean: to it they are bytes.
 */
@NullMarked
package io.minutebook.command.eventstore;

import org.jspecify.annotations.NullMarked;

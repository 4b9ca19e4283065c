/**
 * The command API over HTTP: endpoints, strict reading of commands, preconditions, idempotency
 * keys, problem details, tokens and the OpenAPI document. Talks to {@link
 * io.minutebook.command.Decisions} alone; nothing here knows of Axon, MongoDB or Kafka, and nothing
 * here decides.
 */
@NullMarked
package io.minutebook.command.http;

import org.jspecify.annotations.NullMarked;

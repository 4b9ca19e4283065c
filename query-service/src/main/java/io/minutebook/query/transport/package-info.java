/**
 * Subscriptions on their way to clients: over WebSocket (the protocol {@code graphql-transport-ws})
 * and as server-sent events, with their limits and their ends. Knows nothing of Kafka or MongoDB.
 */
@NullMarked
package io.minutebook.query.transport;

import org.jspecify.annotations.NullMarked;

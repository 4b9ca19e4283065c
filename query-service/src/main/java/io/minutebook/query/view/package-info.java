/**
 * The documents that queries are answered from, and their queries. It knows MongoDB, and nothing of
 * Kafka or of how its answers are asked for.
 */
@NullMarked
package io.minutebook.query.view;

import org.jspecify.annotations.NullMarked;

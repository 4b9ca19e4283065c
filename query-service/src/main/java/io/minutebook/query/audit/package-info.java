/**
 * History, as-of, replay and verification, all by the same fold as the projection. It reads MongoDB
 * and Kafka itself and knows nothing of HTTP.
 */
@NullMarked
package io.minutebook.query.audit;

import org.jspecify.annotations.NullMarked;

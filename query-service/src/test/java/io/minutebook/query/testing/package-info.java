/** A real Kafka broker, a MongoDB and tokens for the tests. Nothing of the service is in here. */
@NullMarked
package io.minutebook.query.testing;

import org.jspecify.annotations.NullMarked;

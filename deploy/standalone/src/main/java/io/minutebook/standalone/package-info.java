/**
 * Minutebook in one process: a Kafka broker, a MongoDB-protocol server and both services on one
 * data folder. Knows how they are put together and nothing of minutes.
 */
@NullMarked
package io.minutebook.standalone;

import org.jspecify.annotations.NullMarked;

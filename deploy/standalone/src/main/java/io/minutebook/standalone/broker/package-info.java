/**
 * A Kafka broker and controller inside this process, for the standalone. It knows nothing of the
 * topics that the services use.
 */
@NullMarked
package io.minutebook.standalone.broker;

import org.jspecify.annotations.NullMarked;

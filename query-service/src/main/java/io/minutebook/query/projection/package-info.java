/**
 * From the log into the views: the Kafka loop, what an event does to a stream's state, and one
 * class a view that says what its document holds. It knows nothing of how the views are asked.
 */
@NullMarked
package io.minutebook.query.projection;

import org.jspecify.annotations.NullMarked;

/**
 * What happened since somebody last looked, and from then on at once. Knows nothing of Kafka, HTTP
 * or GraphQL; everything that is told comes from the views.
 */
@NullMarked
package io.minutebook.query.live;

import org.jspecify.annotations.NullMarked;

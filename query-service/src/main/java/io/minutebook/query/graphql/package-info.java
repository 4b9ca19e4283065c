/** The GraphQL API: controllers, errors and limits. It knows nothing of Kafka or MongoDB. */
@NullMarked
package io.minutebook.query.graphql;

import org.jspecify.annotations.NullMarked;

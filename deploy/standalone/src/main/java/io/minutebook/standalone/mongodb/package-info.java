/**
 * A MongoDB-protocol server inside this process, for the standalone: documents as BSON in memory,
 * every change in the journal before it is answered. It knows nothing of what the services store.
 */
@NullMarked
package io.minutebook.standalone.mongodb;

import org.jspecify.annotations.NullMarked;

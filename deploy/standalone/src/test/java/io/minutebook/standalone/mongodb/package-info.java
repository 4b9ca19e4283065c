/** The embedded MongoDB-protocol server through the driver, and what a crash leaves of it. */
@NullMarked
package io.minutebook.standalone.mongodb;

import org.jspecify.annotations.NullMarked;

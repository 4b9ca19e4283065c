/**
 * The only package that knows Axon: aggregates that delegate to the deciders, its event storage
 * engine over the commit store, and its configuration. Knows nothing of HTTP.
 */
@NullMarked
package io.minutebook.command.axon;

import org.jspecify.annotations.NullMarked;

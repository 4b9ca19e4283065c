/** Tests of the aggregates, of their storage engine, and of decisions on a real store. */
@NullMarked
package io.minutebook.command.axon;

import org.jspecify.annotations.NullMarked;

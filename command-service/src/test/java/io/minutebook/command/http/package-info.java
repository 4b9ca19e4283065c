/**
 * The command API over real HTTP, with a double of the decisions behind it that stores in memory.
 */
@NullMarked
package io.minutebook.command.http;

import org.jspecify.annotations.NullMarked;

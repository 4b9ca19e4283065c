/**
 * The services' HTTP interfaces as a client sees them, with retries that are safe. No terminal
 * output.
 */
@NullMarked
package io.minutebook.cli.client;

import org.jspecify.annotations.NullMarked;

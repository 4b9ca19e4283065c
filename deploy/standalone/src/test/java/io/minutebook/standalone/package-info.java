/** Processes of their own for the tests that kill them. */
@NullMarked
package io.minutebook.standalone;

import org.jspecify.annotations.NullMarked;

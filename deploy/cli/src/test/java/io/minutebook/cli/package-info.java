/** The command as a person runs it, from its arguments to what it leaves on the disk. */
@NullMarked
package io.minutebook.cli;

import org.jspecify.annotations.NullMarked;

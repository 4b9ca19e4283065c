/** Tests of the deciders and of the comparison with documents. */
@NullMarked
package io.minutebook.command.meeting;

import org.jspecify.annotations.NullMarked;

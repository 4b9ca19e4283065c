/** Tests of the commands to a series. */
@NullMarked
package io.minutebook.command.series;

import org.jspecify.annotations.NullMarked;

/** The samples and the demonstration. */
@NullMarked
package io.minutebook.cli.demo;

import org.jspecify.annotations.NullMarked;

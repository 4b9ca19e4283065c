@NullMarked
package io.minutebook.cli.git;

import org.jspecify.annotations.NullMarked;

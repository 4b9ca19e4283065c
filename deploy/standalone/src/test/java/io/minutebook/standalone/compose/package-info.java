/** The Compose file, checked as far as that goes without Docker. */
@NullMarked
package io.minutebook.standalone.compose;

import org.jspecify.annotations.NullMarked;

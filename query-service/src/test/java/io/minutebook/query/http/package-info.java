/** The tests of who is let in. */
@NullMarked
package io.minutebook.query.http;

import org.jspecify.annotations.NullMarked;

/** Tests of what is told live that need no server. */
@NullMarked
package io.minutebook.query.live;

import org.jspecify.annotations.NullMarked;

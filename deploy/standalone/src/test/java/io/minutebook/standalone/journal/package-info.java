/** The journal by itself: what is replayed, cut off or refused. */
@NullMarked
package io.minutebook.standalone.journal;

import org.jspecify.annotations.NullMarked;

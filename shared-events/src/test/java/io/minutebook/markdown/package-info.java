/** Tests of reading and writing Markdown. */
@NullMarked
package io.minutebook.markdown;

import org.jspecify.annotations.NullMarked;

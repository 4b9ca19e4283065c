/** Reading a Markdown document into an outline, and writing minutes as Markdown. */
@NullMarked
package io.minutebook.markdown;

import org.jspecify.annotations.NullMarked;

/** Minutes as Markdown documents over HTTP, who may read what, and problem details. */
@NullMarked
package io.minutebook.query.http;

import org.jspecify.annotations.NullMarked;

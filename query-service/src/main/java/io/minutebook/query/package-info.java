/** The query service put together: its settings, its parts and how it is started. */
@NullMarked
package io.minutebook.query;

import org.jspecify.annotations.NullMarked;

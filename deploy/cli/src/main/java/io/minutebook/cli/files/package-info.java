/**
 * Minutes as files: which meeting a file holds, and which file a meeting goes to. No HTTP, no
 * terminal output.
 */
@NullMarked
package io.minutebook.cli.files;

import org.jspecify.annotations.NullMarked;

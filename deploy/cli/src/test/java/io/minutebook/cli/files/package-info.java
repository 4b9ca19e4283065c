/** File names and titles as people write them. */
@NullMarked
package io.minutebook.cli.files;

import org.jspecify.annotations.NullMarked;

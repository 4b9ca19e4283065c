/** What a server keeps about itself in its data folder: its port, and that it alone is there. */
@NullMarked
package io.minutebook.standalone.folder;

import org.jspecify.annotations.NullMarked;

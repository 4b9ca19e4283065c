@NullMarked
package io.minutebook.seal;

import org.jspecify.annotations.NullMarked;

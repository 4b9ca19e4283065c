/** The rules of the house: which room knows nothing of what, and how the code is set. */
@NullMarked
package io.minutebook.standalone.house;

import org.jspecify.annotations.NullMarked;

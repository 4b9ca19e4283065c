/** The tests of what views compute when they are asked. */
@NullMarked
package io.minutebook.query.view;

import org.jspecify.annotations.NullMarked;

/** The embedded broker over restarts and kills. */
@NullMarked
package io.minutebook.standalone.broker;

import org.jspecify.annotations.NullMarked;

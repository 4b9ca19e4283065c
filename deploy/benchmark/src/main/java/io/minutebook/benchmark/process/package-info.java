/**
 * Minutebook's parts as processes of their own, which can be killed: started with their settings,
 * awaited, ended. Knows nothing of what is asked of them.
 */
@NullMarked
package io.minutebook.benchmark.process;

import org.jspecify.annotations.NullMarked;

/**
 * Made-up minutes, as many as are asked for and always the same of one seed, and stores that are
 * filled with them: a log, and the views as the projection itself writes them.
 */
@NullMarked
package io.minutebook.benchmark.corpus;

import org.jspecify.annotations.NullMarked;

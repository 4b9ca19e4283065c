/**
 * A git repository read as the history of documents: which revision changed which document, in the
 * order in which they are brought in, and what lines a revision changed. The one room that knows
 * JGit. No HTTP, no terminal output; nothing is written to the repository.
 */
@NullMarked
package io.minutebook.cli.git;

import org.jspecify.annotations.NullMarked;

/**
 * {@code minutebook benchmark queries}: how long each query of the schema takes over stores of
 * different sizes. What is asked stands in {@code queries.graphql} beside this package.
 */
@NullMarked
package io.minutebook.benchmark.queries;

import org.jspecify.annotations.NullMarked;

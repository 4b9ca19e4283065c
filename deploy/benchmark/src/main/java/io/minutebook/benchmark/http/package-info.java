/**
 * {@code minutebook benchmark commands}: over HTTP, with tokens, to the command service's own HTTP
 * layer in a process of its own, in front of ours and of peers.
 */
@NullMarked
package io.minutebook.benchmark.http;

import org.jspecify.annotations.NullMarked;

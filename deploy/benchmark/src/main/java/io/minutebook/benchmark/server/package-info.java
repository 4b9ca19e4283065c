/** The servers that peers rest on: given, or started for a run and stopped after it. */
@NullMarked
package io.minutebook.benchmark.server;

import org.jspecify.annotations.NullMarked;

package io.minutebook.benchmark.latency;

import io.minutebook.benchmark.load.Work;

/**
 * One of the ways that are measured in turn.
 *
 * @param rehearsing how many senders may use it at once before that, until all is compiled
 */
record Way(String name, Work work, int rehearsing) {}

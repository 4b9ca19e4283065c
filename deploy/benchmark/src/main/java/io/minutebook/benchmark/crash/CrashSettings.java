package io.minutebook.benchmark.crash;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be.
 *
 * @param kills how many processes are killed
 * @param cuts how often a link is cut
 * @param seed of the schedule
 * @param senders how many send at the same time
 * @param meetings how many streams they write to
 * @param queryServices how many of these run
 * @param mongodbCommand starts a MongoDB on {@code {port}} and {@code {data}}; null: the product's
 * @param most how long troubles may go on
 * @param folder where all is kept; null: a temporary one, deleted if all is well
 */
record CrashSettings(
    int kills,
    int cuts,
    long seed,
    int senders,
    int meetings,
    int queryServices,
    @Nullable String mongodbCommand,
    Duration most,
    @Nullable Path folder) {}

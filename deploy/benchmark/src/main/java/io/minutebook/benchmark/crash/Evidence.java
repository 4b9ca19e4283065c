package io.minutebook.benchmark.crash;

import io.minutebook.log.Commit;
import java.util.List;
import java.util.Map;

/**
 * All that is known when everything has come to rest.
 *
 * @param actor in whose name the commands were sent
 * @param sent the commands, by number
 * @param acknowledged the first answers, by the command's number
 * @param stored every stream's commits in order of their versions
 * @param pending what is stored and marked as not yet published, {@code stream@version}
 * @param logged every stream's events in the order of the log, with those that are there repeatedly
 * @param viewed up to which version the views have each stream
 */
record Evidence(
    String actor,
    Map<Long, Command> sent,
    Map<Long, Acknowledgement> acknowledged,
    Map<String, List<Commit>> stored,
    List<String> pending,
    Map<String, List<LoggedEvent>> logged,
    Map<String, Long> viewed) {}

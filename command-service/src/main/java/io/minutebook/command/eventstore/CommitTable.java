package io.minutebook.command.eventstore;

import com.mongodb.MongoException;
import io.minutebook.log.Commit;
import io.minutebook.log.Head;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All commits as they lie in the database, of two commits for one place in a stream, or of one
 * command, only one. Every method but {@link #insert} is one or a few requests that have been
 * answered when it returns, and throws {@link MongoException} if one was not. Reads see the
 * primary. Safe for use by several threads.
 */
public interface CommitTable {

  /**
   * Inserts commits, at most one of a stream, each whether or not the others can be.
   *
   * @return for each commit, in order, what came of it
   */
  List<Insertion> insert(List<Commit> commits);

  /**
   * Returns once a commit that was read is as durable as one whose insert was acknowledged, and
   * with it all that was stored before it.
   *
   * @throws MongoException also if it is not there any more: the server has lost it in a crash
   */
  void awaitDurable(Commit commit);

  /** The commit of a command, if the stream has one; not always durable yet. */
  Optional<Commit> byCommandId(String stream, String commandId);

  /** The stream's end; empty if there is no such stream. */
  Optional<Head> head(String stream);

  /**
   * The commits of a stream in order, from the one that holds the event of that version on; none if
   * the stream does not reach so far.
   */
  List<Commit> load(String stream, long fromVersion);

  /**
   * The end of the last stream, in the order of names (of their UTF-8), from one name on and before
   * another; empty if there is none between.
   */
  Optional<Head> lastStream(String from, String before);

  /**
   * Where commits lie that are not yet known to be published, by stream and version; not always
   * durable yet. Costs far less than the commits themselves.
   *
   * @param after the place behind which to begin; null: the first of all
   */
  List<Place> pending(@Nullable Place after, int limit);

  /**
   * Those commits at these places that are still not known to be published, in the places' order,
   * only such as are sure to stay: not more than some 16 MiB unless the first one is larger.
   *
   * @param places by stream and version
   */
  List<Commit> pendingAt(List<Place> places);

  /**
   * Those commits of the same stream before this one that are not yet known to be published, in
   * order.
   */
  List<Commit> pendingBefore(Commit commit);

  /** Marks commits as published. If that is lost again, they are merely published once more. */
  void published(List<Place> published);

  /**
   * Takes every commit for unpublished again, because that log has lost some, and then forgets how
   * far it reached. A request that arrives late forgets nothing: another relay may have published
   * everything meanwhile.
   *
   * @param known as it was read before
   */
  void publishAgain(String log, LogEnds known);

  /**
   * Keeps, durably, how far a log has acknowledged what was published. It comes before the marks of
   * what was published: a mark without it would be one that a crash of the server has left over.
   *
   * @param ends by partition, the offset after the last record that it acknowledged
   */
  void logReached(String log, Map<Integer, Long> ends);

  /** How far a log has reached; see {@link #logReached}. */
  LogEnds logEnds(String log);
}

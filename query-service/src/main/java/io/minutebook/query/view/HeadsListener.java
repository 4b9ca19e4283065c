package io.minutebook.query.view;

import java.util.List;

/** Is told at once what the projection of this process has written. */
@FunctionalInterface
public interface HeadsListener {

  /** Nobody listens. */
  HeadsListener NONE = heads -> {};

  /** How far the views have followed a stream. */
  record Head(String stream, long version) {}

  /** These are written; called by the projection's thread, which must not be held up. */
  void moved(List<Head> heads);
}

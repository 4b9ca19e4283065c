package io.minutebook.query.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Is told what projections do, to measure it; must not throw, nor take long. */
public interface ProjectionListener {

  /** Nobody listens. */
  ProjectionListener NONE = new ProjectionListener() {};

  /**
   * What was folded and written together.
   *
   * @param events how many
   * @param streams how many had any of them
   * @param folding how long reading and folding them took
   * @param writing how long it took until all views held them
   * @param recorded when each of their commits was recorded
   */
  record Batch(
      int events, int streams, Duration folding, Duration writing, List<Instant> recorded) {

    public Batch {
      recorded = List.copyOf(recorded);
    }

    /** How many commits there were. */
    public int commits() {
      return recorded.size();
    }
  }

  /** The views that answer hold a batch from now on. */
  default void followed(Batch batch) {}

  /** The views are being followed, or not, as this says; told about once a second. */
  default void reached(ProjectionStatus status) {}

  /** A generation that is being built holds a batch. */
  default void built(Batch batch) {}

  /** A rebuild has read so many of so many records. */
  default void rebuilding(long done, long total) {}

  /** No rebuild is at work here any more. */
  default void rebuildOver() {}
}

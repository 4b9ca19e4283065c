package io.minutebook.query.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.minutebook.event.EntryId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the entries of some minutes are listed; immutable. They lie in arrays by the entries'
 * numbers, because there is a copy for each command.
 */
public final class Standings {

  public static final Standings NONE = new Standings(new long[0], new long[0]);

  /** Of an entry that is not listed. */
  public static final long ABSENT = -1;

  private final long[] versions;
  private final long[] places;

  private Standings(long[] versions, long[] places) {
    this.versions = versions;
    this.places = places;
  }

  /**
   * How an entry is listed.
   *
   * @param version the version of the stream that began what is listed of it now
   * @param place grows in the order of the document
   */
  public record Listed(long version, long place) {}

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Standings read(Map<String, Listed> written) {
    Editor editor = NONE.edit(0);
    written.forEach(
        (entry, standing) -> editor.set(new EntryId(entry), standing.version(), standing.place()));
    return editor.done();
  }

  @JsonValue
  Map<String, Listed> written() {
    Map<String, Listed> written = new TreeMap<>();
    for (int number = 1; number < versions.length; number++) {
      if (versions[number] != ABSENT) {
        written.put(new EntryId(number).value(), new Listed(versions[number], places[number]));
      }
    }
    return written;
  }

  /** The version that began what is listed of an entry; {@link #ABSENT} if it is not listed. */
  public long version(EntryId entry) {
    return at(versions, entry);
  }

  /** An entry's place in the order of the document; {@link #ABSENT} if it is not listed. */
  public long place(EntryId entry) {
    return at(places, entry);
  }

  private static long at(long[] values, EntryId entry) {
    int number = entry.number();
    return number < values.length ? values[number] : ABSENT;
  }

  /**
   * A copy to be changed.
   *
   * @param last the highest number that an entry will have
   */
  public Editor edit(int last) {
    return new Editor(this, Math.max(versions.length, last + 1));
  }

  /** What is to become of some standings; not for several threads. */
  public static final class Editor {
    private long[] versions;
    private long[] places;

    private Editor(Standings before, int length) {
      versions = grown(before.versions, length);
      places = grown(before.places, length);
    }

    private static long[] grown(long[] values, int length) {
      long[] grown = Arrays.copyOf(values, length);
      Arrays.fill(grown, values.length, length, ABSENT);
      return grown;
    }

    public void set(EntryId entry, long version, long place) {
      int number = entry.number();
      if (number >= versions.length) {
        versions = grown(versions, number + 1);
        places = grown(places, number + 1);
      }
      versions[number] = version;
      places[number] = place;
    }

    public void remove(EntryId entry) {
      set(entry, ABSENT, ABSENT);
    }

    /** The result; this editor is of no more use then. */
    public Standings done() {
      return new Standings(versions, places);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Standings that && written().equals(that.written());
  }

  @Override
  public int hashCode() {
    return written().hashCode();
  }

  @Override
  public String toString() {
    return written().toString();
  }
}

package io.minutebook.query.live;

import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * How far somebody has been told of a series: the version of its own stream and of that of each of
 * its meetings. Versions belong to the record, not to a log or a view of it, so that a cursor stays
 * right whoever reads it next, and whatever was made anew meanwhile.
 *
 * <p>As text: a form number, the series' version, then for each meeting in order the days since the
 * one before it, its number on that day if that is not 1, and its version, all as numbers of 7 bits
 * a byte; a CRC-32 of that and of the series' name; in base64url. That is 3 to 4 bytes a meeting.
 *
 * @param version of the series' own stream; -1: nothing of it
 * @param meetings the versions, from 0; of those that are not in it nothing was told
 */
public record SeriesCursor(SeriesId series, long version, Map<MeetingId, Long> meetings) {

  private static final int FORM = 1;
  private static final int LONGEST = 1 << 20;

  public SeriesCursor {
    meetings = Collections.unmodifiableNavigableMap(new TreeMap<>(meetings));
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it is none, or one of another series
   */
  public static SeriesCursor parse(SeriesId series, String text) {
    if (text.length() > LONGEST) {
      throw notOne();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      int length = bytes.limit() - Integer.BYTES;
      if (length < 0 || bytes.getInt(length) != checksum(series, bytes.array(), length)) {
        throw notOne();
      }
      bytes.limit(length);
      return read(series, bytes);
    } catch (BufferUnderflowException
        | ArithmeticException
        | DateTimeException
        | IllegalArgumentException e) {
      throw new IllegalArgumentException(notOne().getMessage(), e);
    }
  }

  private static SeriesCursor read(SeriesId series, ByteBuffer bytes) {
    if (bytes.get() != FORM) {
      throw notOne();
    }
    long version = number(bytes) - 1;
    NavigableMap<MeetingId, Long> meetings = new TreeMap<>();
    long day = 0;
    while (bytes.hasRemaining()) {
      long step = number(bytes);
      day += step >> 1;
      int number = (step & 1) == 0 ? 1 : Math.toIntExact(number(bytes));
      meetings.put(new MeetingId(series, LocalDate.ofEpochDay(day), number), number(bytes));
    }
    return new SeriesCursor(series, version, meetings);
  }

  private static IllegalArgumentException notOne() {
    return new IllegalArgumentException("this is not a cursor of this series' updates");
  }

  @Override
  public String toString() {
    ByteBuffer bytes = ByteBuffer.allocate(32 + meetings.size() * 24);
    bytes.put((byte) FORM);
    put(bytes, version + 1);
    long day = 0;
    for (Map.Entry<MeetingId, Long> entry : meetings.entrySet()) {
      MeetingId meeting = entry.getKey();
      long step = meeting.date().toEpochDay() - day;
      day += step;
      put(bytes, (step << 1) | (meeting.number() == 1 ? 0 : 1));
      if (meeting.number() != 1) {
        put(bytes, meeting.number());
      }
      put(bytes, entry.getValue());
    }
    bytes.putInt(checksum(series, bytes.array(), bytes.position()));
    byte[] written = new byte[bytes.position()];
    bytes.flip().get(written);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(written);
  }

  /** Seven bits a byte, lowest first. Years before 1970 make a first step that is negative. */
  private static void put(ByteBuffer bytes, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
  }

  private static long number(ByteBuffer bytes) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes.get();
      number |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw notOne();
  }

  private static int checksum(SeriesId series, byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(series.slug().getBytes(StandardCharsets.UTF_8));
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}

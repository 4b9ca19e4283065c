package io.minutebook.standalone.mongodb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A batch of changes as the journal keeps it: what became of which row, never the command that did
 * it, so that a replay needs no clock and no chance and gives the same bytes.
 */
final class Changes {

  private static final int COLLECTION = 1;
  private static final int PUT = 2;
  private static final int REMOVE = 3;
  private static final int DROP = 4;
  private static final int RENAME = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String current = "";

  boolean isEmpty() {
    return out.size() == 0;
  }

  int size() {
    return out.size();
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  void put(String collection, int position, byte[] row) {
    in(collection);
    out.write(PUT);
    number(position);
    number(row.length);
    out.writeBytes(row);
  }

  void remove(String collection, int position) {
    in(collection);
    out.write(REMOVE);
    number(position);
  }

  void drop(String collection) {
    in(collection);
    out.write(DROP);
  }

  void rename(String collection, String name) {
    in(collection);
    out.write(RENAME);
    text(name);
    current = "";
  }

  private void in(String collection) {
    if (!current.equals(collection)) {
      out.write(COLLECTION);
      text(collection);
      current = collection;
    }
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.writeBytes(bytes);
  }

  private void number(int value) {
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** Makes the changes of one or several batches. */
  static void apply(byte[] batches, Map<String, Rows> collections) {
    ByteBuffer in = ByteBuffer.wrap(batches);
    String current = "";
    while (in.hasRemaining()) {
      switch (in.get()) {
        case COLLECTION -> current = readText(in);
        case PUT -> {
          int position = readNumber(in);
          collections.computeIfAbsent(current, name -> new Rows()).put(position, readBytes(in));
        }
        case REMOVE -> rows(collections, current).remove(readNumber(in));
        case DROP -> collections.remove(current);
        case RENAME -> {
          collections.put(readText(in), rows(collections, current));
          collections.remove(current);
        }
        default -> throw new IllegalStateException("A change unknown to this version");
      }
    }
  }

  private static Rows rows(Map<String, Rows> collections, String name) {
    Rows rows = collections.get(name);
    if (rows == null) {
      throw new IllegalStateException("There is no collection " + name);
    }
    return rows;
  }

  private static String readText(ByteBuffer in) {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(ByteBuffer in) {
    byte[] bytes = new byte[readNumber(in)];
    in.get(bytes);
    return bytes;
  }

  private static int readNumber(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}

package io.minutebook.command.recovery;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an archive says of itself, in its part {@code manifest.json}.
 *
 * @param format of the archive; this program reads up to {@link #FORMAT}
 * @param began before the first commit was read (RFC 3339)
 * @param ended after the last one was read
 * @param topic the log's
 * @param partitions how many it has; 0 if it was not there
 * @param heads SHA-256 of a line {@code <stream>@<version> <hash>} for the end of each stream, in
 *     the order of the part
 * @param parts everything else in the archive
 */
record Manifest(
    int format,
    String program,
    String began,
    String ended,
    String topic,
    int partitions,
    long streams,
    long commits,
    long events,
    long seals,
    String heads,
    List<Part> parts) {

  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  private static final JsonMapper JSON = JsonMapper.shared();

  Manifest {
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param bytes its length as it is unpacked
   * @param sha256 of that, hexadecimal
   */
  record Part(String name, long bytes, String sha256) {}

  byte[] write() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /**
   * @throws IllegalArgumentException if it is none, or of a format that is not known yet
   */
  static Manifest read(byte[] bytes) {
    try {
      int format = JSON.readTree(bytes).required("format").intValue();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "it is of the format %d, and this Minutebook reads the format %d"
                .formatted(format, FORMAT));
      }
      return JSON.readValue(bytes, Manifest.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("its manifest cannot be read: " + e.getMessage(), e);
    }
  }
}

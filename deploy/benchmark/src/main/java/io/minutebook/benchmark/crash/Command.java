package io.minutebook.benchmark.crash;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as the client means it: sent again, it is the same in every byte.
 *
 * @param number counts the client's commands; the command's text holds {@link #mark}
 * @param stream what it is for, {@code meeting/<series>/<day>} or {@code series/<series>}
 * @param name for example {@code AddNote}
 * @param body its JSON
 */
record Command(long number, String stream, String name, String body) {

  private static final Pattern MARK = Pattern.compile("mark-(\\d+)-here");

  /** Its idempotency key. */
  String key() {
    return key(number);
  }

  static String key(long number) {
    return "crash-" + number;
  }

  /** What is in the text of this command's event and in no other's. */
  static String mark(long number) {
    return "mark-" + number + "-here";
  }

  /** The numbers of the commands whose marks are in a text. */
  static Set<Long> marksIn(String text) {
    return MARK.matcher(text)
        .results()
        .map(found -> Long.valueOf(found.group(1)))
        .collect(Collectors.toSet());
  }

  /** Where it is sent, below the service's address. */
  String path() {
    return "/" + stream.replaceFirst("^meeting/", "meetings/") + "/commands/" + name;
  }
}

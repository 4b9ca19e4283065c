package io.minutebook.query.view;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One making of the views from the log, with collections of its own. The first has the number 0,
 * and collections without a number in their names.
 *
 * @param number no two generations ever have the same
 * @param taken views whose collections are those of an earlier generation, which that one made
 */
public record Generation(int number, Map<String, Integer> taken) {

  /** The views that nobody has rebuilt yet. */
  public static final Generation FIRST = new Generation(0, Map.of());

  private static final String PREFIX = "view_";
  private static final Pattern NUMBERED = Pattern.compile(PREFIX + "(\\d+)_.+");

  public Generation {
    taken = Map.copyOf(taken);
  }

  /** The name of a view's collection. */
  String collection(String view) {
    return name(maker(view), view);
  }

  /** The number of the generation that made a view's documents. */
  int maker(String view) {
    return taken.getOrDefault(view, number);
  }

  private static String name(int number, String view) {
    return number == 0 ? PREFIX + view : PREFIX + number + "_" + view;
  }

  /** The makers of views that the next generation takes over from this one. */
  Map<String, Integer> takenOver(Collection<String> views) {
    return views.stream().collect(Collectors.toMap(view -> view, this::maker));
  }

  /** Whether a collection is one of this generation's, or of those that it has taken over. */
  boolean has(String collection) {
    Matcher numbered = NUMBERED.matcher(collection);
    int maker = numbered.matches() ? Integer.parseInt(numbered.group(1)) : 0;
    String view = collection.substring(name(maker, "").length());
    return maker(view) == maker;
  }
}

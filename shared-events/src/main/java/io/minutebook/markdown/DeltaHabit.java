package io.minutebook.markdown;

import io.minutebook.event.EntryId;
import io.minutebook.event.StatedDelta;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How minutes write changes: {@code +4}, {@code (+4)}, a minus sign as an entity. A change that is
 * given plainly, as a number with its sign, is written as they write theirs.
 */
public final class DeltaHabit {

  private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,9}");

  private DeltaHabit() {}

  /**
   * A change in the writing of the minutes: of the entry that it is for, else of the nearest one
   * that has such a sign. One that is not given plainly stays as it is.
   *
   * @param near the entry that it is for, or that it will stand by; null: not known
   * @param bracketed whether it will stand in brackets anyway, and has none of its own
   */
  public static @Nullable StatedDelta of(
      Minutes minutes, @Nullable EntryId near, @Nullable StatedDelta given, boolean bracketed) {
    if (given == null || !PLAIN.matcher(given.text()).matches() || given.value().isEmpty()) {
      return given;
    }
    int value = given.value().getAsInt();
    List<Written> others = nearestFirst(minutes, near);
    Optional<String> sign =
        others.stream()
            .filter(other -> Integer.signum(other.value()) == Integer.signum(value))
            .map(Written::sign)
            .findFirst();
    boolean brackets =
        !bracketed
            && others.stream()
                .filter(other -> !other.ofQueue())
                .findFirst()
                .filter(Written::brackets)
                .isPresent();
    String plain = given.text().replaceAll("\\d", "");
    String text = sign.orElse(plain) + Math.abs(value);
    return new StatedDelta(brackets ? "(" + text + ")" : text);
  }

  /** A change as it stands somewhere, taken apart. */
  private record Written(String sign, int value, boolean brackets, boolean ofQueue) {}

  private static List<Written> nearestFirst(Minutes minutes, @Nullable EntryId near) {
    List<Entry> order = minutes.outline().inOrder();
    int from = 0;
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).id().equals(near)) {
        from = i;
      }
    }
    List<Written> found = new ArrayList<>();
    for (int distance = 0; distance < order.size(); distance++) {
      int before = from - distance;
      int behind = from + distance;
      if (before >= 0) {
        found.addAll(in(order.get(before).content()));
      }
      if (distance > 0 && behind < order.size()) {
        found.addAll(in(order.get(behind).content()));
      }
    }
    return found;
  }

  private static List<Written> in(Content content) {
    List<StatedDelta> stated = new ArrayList<>();
    switch (content) {
      case Content.QueueCount c -> add(c.stated(), stated);
      case Content.TicketCount c -> add(c.stated(), stated);
      case Content.ReleaseTickets c -> c.columns().forEach(column -> add(column.stated(), stated));
      default -> {}
    }
    boolean ofQueue = content instanceof Content.QueueCount;
    return stated.stream().map(delta -> written(delta, ofQueue)).flatMap(Optional::stream).toList();
  }

  private static void add(@Nullable StatedDelta delta, List<StatedDelta> to) {
    if (delta != null) {
      to.add(delta);
    }
  }

  private static Optional<Written> written(StatedDelta delta, boolean ofQueue) {
    if (delta.value().isEmpty()) {
      return Optional.empty();
    }
    String text = delta.text();
    boolean brackets = text.startsWith("(") && text.endsWith(")");
    String bare = brackets ? text.substring(1, text.length() - 1).strip() : text;
    String number = Integer.toString(Math.abs(delta.value().getAsInt()));
    return bare.endsWith(number)
        ? Optional.of(
            new Written(
                bare.substring(0, bare.length() - number.length()),
                delta.value().getAsInt(),
                brackets,
                ofQueue))
        : Optional.empty();
  }
}

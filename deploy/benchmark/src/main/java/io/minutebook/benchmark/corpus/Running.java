package io.minutebook.benchmark.corpus;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What goes on in a series from one meeting to the next. */
final class Running {

  /**
   * An action that is to be carried over.
   *
   * @param last the entry that has it in the last minutes
   * @param left in how many more minutes it will stand
   */
  record OpenAction(
      EntryAddress root,
      EntryAddress last,
      List<PersonLabel> owners,
      String text,
      List<Ticket> tickets,
      @Nullable LocalDate due,
      int left) {

    OpenAction carriedTo(EntryAddress entry) {
      return new OpenAction(root, entry, owners, text, tickets, due, left - 1);
    }
  }

  private static final int MOST_OPEN = 5;

  private final List<OpenAction> open = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private @Nullable EntryAddress decision;

  /** The actions that stood open after the last meeting; they are forgotten by that. */
  List<OpenAction> takeOpen() {
    List<OpenAction> taken = List.copyOf(open);
    open.clear();
    return taken;
  }

  /** Keeps an action for the next meeting, as long as its time has not come. */
  void keep(OpenAction action) {
    if (action.left() > 0 && open.size() < MOST_OPEN) {
      open.add(action);
    }
  }

  void close(EntryAddress last) {
    open.removeIf(action -> action.last().equals(last));
  }

  List<OpenAction> open() {
    return List.copyOf(open);
  }

  /**
   * A count that has moved a little since it was asked for the last time.
   *
   * @param count the new one
   * @param delta by how much it moved
   */
  record Moved(int count, int delta) {}

  Moved move(String counter, SplittableRandom random) {
    int before = counts.computeIfAbsent(counter, _ -> random.nextInt(5, 90));
    int after = Math.max(0, before + random.nextInt(-4, 5));
    counts.put(counter, after);
    return new Moved(after, after - before);
  }

  /** The decision that was recorded last; null: none yet. */
  @Nullable EntryAddress decision() {
    return decision;
  }

  void decided(EntryAddress entry) {
    decision = entry;
  }
}

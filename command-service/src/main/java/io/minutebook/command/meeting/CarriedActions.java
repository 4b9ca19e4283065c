package io.minutebook.command.meeting;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingId;
import io.minutebook.event.PersonLabel;
import io.minutebook.event.Ticket;
import io.minutebook.markdown.DocumentEntry;
import io.minutebook.minutes.Content;
import io.minutebook.minutes.Entry;
import io.minutebook.minutes.Minutes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds which new action items of a document stood in the previous meeting's minutes. It is about
 * identity: one that was completed since and is listed again is the same one.
 */
final class CarriedActions {

  /** More comparisons than this are not made; what is left is taken for new. */
  private static final int MOST_COMPARISONS = 250_000;

  private static final double SOMEWHAT_LIKE = 0.3;
  private static final double LIKE = 0.5;
  private static final double VERY_LIKE = 0.8;

  /** Fewer words than this say too little for being the same on their own. */
  private static final int TELLING_WORDS = 4;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** An action, here or there, as it is compared. */
  private record Item(Set<String> words, Set<String> owners, Set<Ticket> tickets, String text) {

    static Item of(Content.Action action) {
      String wording = action.text();
      for (Ticket ticket : action.tickets()) {
        wording = wording.replace(ticket.key(), ""); // compared by itself
      }
      return new Item(
          WORD.matcher(wording.toLowerCase(Locale.ROOT))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toSet()),
          action.owners().stream().map(PersonLabel::key).collect(Collectors.toSet()),
          Set.copyOf(action.tickets()),
          action.text());
    }

    /** How likely the one is the other, from 0: not at all. */
    double likeness(Item other) {
      boolean sameOwners = owners.equals(other.owners);
      if (words.isEmpty() || other.words.isEmpty()) {
        return sameOwners && text.equals(other.text) ? 1 : 0;
      }
      Set<String> shared = new HashSet<>(words);
      shared.retainAll(other.words);
      double like = 2.0 * shared.size() / (words.size() + other.words.size());
      boolean isWithin =
          shared.size() == Math.min(words.size(), other.words.size())
              && shared.size() >= TELLING_WORDS - 1;
      boolean sameTicket = !Collections.disjoint(tickets, other.tickets);
      boolean sharesOwner = !Collections.disjoint(owners, other.owners);
      boolean isSame =
          (sameTicket && like >= (sharesOwner ? SOMEWHAT_LIKE : LIKE))
              || (sharesOwner && (like >= VERY_LIKE || isWithin))
              || (like == 1 && (sameOwners || words.size() >= TELLING_WORDS));
      return isSame
          ? like + (sameTicket ? 1 : 0) + (sharesOwner ? 0.25 : 0) + (sameOwners ? 0.25 : 0)
          : 0;
    }
  }

  private record Candidate(EntryAddress address, Item item) {}

  private record Pair(DocumentEntry entry, Candidate candidate, double likeness, int distance) {}

  private CarriedActions() {}

  /**
   * For each action of the document that is carried over, the entry that it was.
   *
   * @param here the minutes that stand
   * @param kept which of their entries those of the document are
   */
  static IdentityHashMap<DocumentEntry, EntryAddress> of(
      Facts facts,
      Minutes here,
      List<DocumentEntry> document,
      IdentityHashMap<DocumentEntry, EntryId> kept) {
    IdentityHashMap<DocumentEntry, EntryAddress> carried = new IdentityHashMap<>();
    MeetingId previous = facts.previous();
    if (previous == null) {
      return carried;
    }
    List<Candidate> candidates =
        candidates(previous, facts.previousMinutes(), roots(here, kept.values()));
    List<DocumentEntry> added = added(here, document, kept);
    Set<EntryAddress> taken = new HashSet<>();
    for (Pair pair : pairs(added, candidates)) {
      if (!carried.containsKey(pair.entry) && taken.add(pair.candidate.address)) {
        carried.put(pair.entry, pair.candidate.address);
      }
    }
    return carried;
  }

  /** What the carried actions that stay in these minutes are for life. */
  private static Set<EntryAddress> roots(Minutes here, Collection<EntryId> kept) {
    Set<EntryAddress> roots = new HashSet<>();
    for (EntryId id : kept) {
      here.outline()
          .find(id)
          .filter(entry -> entry.content() instanceof Content.Action)
          .map(entry -> ((Content.Action) entry.content()).carried())
          .ifPresent(carried -> roots.add(carried.root()));
    }
    return roots;
  }

  /** The actions of the document that were none in these minutes before. */
  private static List<DocumentEntry> added(
      Minutes here, List<DocumentEntry> document, IdentityHashMap<DocumentEntry, EntryId> kept) {
    List<DocumentEntry> added = new ArrayList<>();
    Deque<DocumentEntry> open = new ArrayDeque<>(document);
    while (!open.isEmpty()) {
      DocumentEntry entry = open.pop();
      if (entry.content() instanceof Content.Action) {
        EntryId id = kept.get(entry);
        if (id == null || !(here.outline().get(id).content() instanceof Content.Action)) {
          added.add(entry);
        }
      }
      entry.children().reversed().forEach(open::push);
    }
    return added;
  }

  private static List<Candidate> candidates(
      MeetingId previous, Minutes there, Set<EntryAddress> roots) {
    List<Candidate> candidates = new ArrayList<>();
    for (Entry entry : there.outline().inOrder()) {
      EntryAddress address = new EntryAddress(previous, entry.id());
      if (entry.content() instanceof Content.Action action
          && !roots.contains(Facts.rootOf(address, action))) {
        candidates.add(new Candidate(address, Item.of(action)));
      }
    }
    return candidates;
  }

  /** What may be carried over, the likeliest first, and of equal ones those in the same order. */
  private static List<Pair> pairs(List<DocumentEntry> added, List<Candidate> candidates) {
    List<Pair> pairs = new ArrayList<>();
    int comparisons = 0;
    for (int i = 0; i < added.size(); i++) {
      Item item = Item.of((Content.Action) added.get(i).content());
      for (int j = 0; j < candidates.size() && comparisons++ < MOST_COMPARISONS; j++) {
        double likeness = item.likeness(candidates.get(j).item);
        if (likeness > 0) {
          pairs.add(new Pair(added.get(i), candidates.get(j), likeness, Math.abs(i - j)));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::likeness).reversed().thenComparingInt(Pair::distance));
    return pairs;
  }
}

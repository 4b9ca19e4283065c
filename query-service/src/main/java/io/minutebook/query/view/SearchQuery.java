package io.minutebook.query.view;

import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.not;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What somebody looks for: words that all must be there, {@code pre*} for words that begin so,
 * {@code "several words"} for words one after the other, and {@code -word} for one that must not be
 * there. Case and marks on letters do not matter.
 *
 * @param words each at least once
 * @param beginnings of words, at least one of each
 * @param phrases words one after the other
 * @param without what must not be there
 */
public record SearchQuery(
    Set<String> words, Set<String> beginnings, List<List<String>> phrases, Set<String> without) {

  private static final int MOST_WORDS = 20;
  private static final int LONGEST = 500;
  private static final Pattern PART = Pattern.compile("-?\"[^\"]*\"|\\S+");

  public SearchQuery {
    words = Set.copyOf(words);
    beginnings = Set.copyOf(beginnings);
    phrases = List.copyOf(phrases);
    without = Set.copyOf(without);
  }

  /**
   * Reads what somebody typed.
   *
   * @throws BadArgument if there is no word to look for, or too much of it
   */
  public static SearchQuery parse(String text) {
    if (text.length() > LONGEST) {
      throw new BadArgument("text", "at most " + LONGEST + " characters can be looked for");
    }
    Set<String> words = new LinkedHashSet<>();
    Set<String> beginnings = new LinkedHashSet<>();
    List<List<String>> phrases = new ArrayList<>();
    Set<String> without = new LinkedHashSet<>();
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      String part = parts.group();
      if (part.length() > 1 && part.startsWith("-")) {
        without.addAll(wholes(part.substring(1)));
      } else if (part.length() > 1 && part.startsWith("\"")) {
        List<String> phrase = wholes(part);
        words.addAll(phrase);
        if (phrase.size() > 1) {
          phrases.add(phrase);
        }
      } else if (part.length() > 1 && part.endsWith("*")) {
        List<String> wholes = wholes(part);
        if (!wholes.isEmpty()) {
          words.addAll(wholes.subList(0, wholes.size() - 1));
          beginnings.add(wholes.getLast());
        }
      } else {
        words.addAll(wholes(part));
      }
    }
    if (words.isEmpty() && beginnings.isEmpty()) {
      throw new BadArgument("text", "there is no word in it to look for");
    }
    if (words.size() + beginnings.size() + without.size() > MOST_WORDS) {
      throw new BadArgument("text", "at most " + MOST_WORDS + " words can be looked for");
    }
    return new SearchQuery(words, beginnings, phrases, without);
  }

  /** The words of a text, those that are joined as a whole only. */
  static List<String> wholes(String text) {
    List<String> wholes = new ArrayList<>();
    int end = 0;
    for (Words.Found found : Words.in(text)) {
      if (found.start() >= end) {
        wholes.add(found.word());
        end = found.end();
      }
    }
    return wholes;
  }

  /**
   * What documents must have, to be looked for along an index on their words: along the longest
   * word, or the longest beginning if there is no word. The phrases are looked for in what is
   * found.
   */
  List<Bson> conditions() {
    Optional<String> word = longestWord();
    if (word.isPresent()) {
      return conditionsAlong(word.get());
    }
    String longest = longestBeginning();
    List<Bson> conditions = new ArrayList<>(List.of(begins("words", longest)));
    beginnings.stream()
        .filter(other -> !other.equals(longest))
        .forEach(other -> conditions.add(nor(not(begins("words", other)))));
    return conditions;
  }

  /**
   * The same, to be looked for along one of the words. The engine, which would otherwise try each
   * of them at the cost of all, is not told that it could look along another.
   */
  List<Bson> conditionsAlong(String word) {
    List<Bson> conditions = new ArrayList<>(List.of(has(word)));
    words.stream()
        .filter(other -> !other.equals(word))
        .forEach(other -> conditions.add(nor(ne("words", other))));
    beginnings.forEach(beginning -> conditions.add(nor(not(begins("words", beginning)))));
    return conditions;
  }

  /** What the document of some version of an entry must have that ever said what is looked for. */
  Bson everSaid() {
    return longestWord()
        .map(SearchQuery::added)
        .orElseGet(() -> begins("added", longestBeginning()));
  }

  /**
   * The same for each of the words, the longest first; what an entry says must have been added to
   * it by all of them. Beginnings count only where there is no word: many words may begin so.
   */
  List<Bson> everSaidEach() {
    return words.isEmpty() ? List.of(everSaid()) : longestFirst().map(SearchQuery::added).toList();
  }

  private static Bson added(String word) {
    return eq("added", word);
  }

  /** Whether what says it has at least two words. */
  boolean hasSeveralWords() {
    return words.size() > 1;
  }

  /** Long words are rare. */
  private Optional<String> longestWord() {
    return longestFirst().findFirst();
  }

  /** In the same order in every process. */
  Stream<String> longestFirst() {
    return words.stream()
        .sorted(comparingInt(String::length).reversed().thenComparing(naturalOrder()));
  }

  /** Where there is no word. */
  private String longestBeginning() {
    return beginnings.stream()
        .max(comparingInt(String::length).thenComparing(naturalOrder()))
        .orElseThrow();
  }

  static Bson has(String word) {
    return eq("words", word);
  }

  private static Bson begins(String field, String beginning) {
    return elemMatch(
        field, new Document("$gte", beginning).append("$lt", beginning + Character.MAX_VALUE));
  }

  /** A text in parts: what is looked for, and what is between. */
  List<SearchHit.Part> parts(String text) {
    List<SearchHit.Part> parts = new ArrayList<>();
    int end = 0;
    for (Words.Found word : Words.in(text)) {
      if (word.start() >= end && isWanted(word.word())) {
        if (word.start() > end) {
          parts.add(new SearchHit.Part(text.substring(end, word.start()), false));
        }
        parts.add(new SearchHit.Part(text.substring(word.start(), word.end()), true));
        end = word.end();
      }
    }
    if (end < text.length()) {
      parts.add(new SearchHit.Part(text.substring(end), false));
    }
    return parts;
  }

  /** Whether a word of a text is one that is looked for. */
  boolean isWanted(String word) {
    if (words.contains(word)) {
      return true;
    }
    for (String beginning : beginnings) {
      if (word.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text has all that is looked for. */
  boolean isIn(String text) {
    List<String> all = Words.of(text);
    return all.containsAll(words)
        && beginnings.stream().allMatch(begin -> all.stream().anyMatch(w -> w.startsWith(begin)))
        && matches(text);
  }

  /** Whether whatever has all words and beginnings is wanted. */
  boolean isOfWordsAlone() {
    return phrases.isEmpty() && without.isEmpty();
  }

  /** Whether a text that has all words also has the phrases, and nothing that it must not have. */
  boolean matches(String text) {
    if (!without.isEmpty() && Words.of(text).stream().anyMatch(without::contains)) {
      return false;
    }
    if (phrases.isEmpty()) {
      return true;
    }
    String all = " " + String.join(" ", wholes(text)) + " ";
    return phrases.stream().allMatch(phrase -> all.contains(" " + String.join(" ", phrase) + " "));
  }
}

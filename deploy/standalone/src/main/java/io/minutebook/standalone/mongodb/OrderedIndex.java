package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index in key order, unique or not, of all documents or (sparse, partial) of some. It answers
 * equality on its first fields, followed by a range on one more.
 */
final class OrderedIndex extends Index<Integer> {

  /** Prefixes that a query with several $in may expand to; beyond, the index is not used for it. */
  private static final int MOST_PREFIXES = 1000;

  private static final QueryMatcher MATCHER = new DefaultQueryMatcher();

  private static final class Range {
    final byte[] from;
    final byte[] before;

    Range(byte[] from, byte[] before) {
      this.from = from;
      this.before = before;
    }
  }

  /** How to find the candidates for a query, and how narrow that is: more is better. */
  record Plan(List<Range> ranges, int score) {}

  /** A key leads to a position; where equal keys are allowed, the position ends the key. */
  private final TreeMap<byte[], Integer> entries = new TreeMap<>(Arrays::compareUnsigned);

  private final List<List<String>> paths;
  private final boolean unique;
  private final @Nullable Document filter;
  private boolean holdsArrays;

  OrderedIndex(
      String name, List<IndexKey> keys, boolean unique, boolean sparse, @Nullable Document filter) {
    super(name, keys, sparse);
    this.paths = keys.stream().map(key -> Utils.splitPath(key.getKey())).toList();
    this.unique = unique;
    this.filter = filter;
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof OrderedIndex index
        && unique == index.unique
        && isSparse() == index.isSparse()
        && describe(getKeys()).equals(describe(index.getKeys()))
        && Objects.equals(filter, index.filter);
  }

  private static List<String> describe(List<IndexKey> keys) {
    return keys.stream().map(key -> key.getKey() + (key.isAscending() ? "+" : "-")).toList();
  }

  // ---- what the documents are indexed under

  /** Adds the fields that decide under which keys a document is found. */
  void addFieldsTo(Fields fields) {
    keys().forEach(fields::path);
    if (filter != null) {
      fields.query(filter);
    }
  }

  private boolean covers(Document document) {
    if (filter != null && !MATCHER.matches(document, filter)) {
      return false;
    }
    return !isSparse()
        || keys().stream()
            .anyMatch(key -> !(Utils.getSubdocumentValue(document, key) instanceof Missing));
  }

  private List<byte[]> keysOf(Document document) {
    if (!covers(document)) {
      return List.of();
    }
    byte[] only = keyWithoutArrays(document);
    if (only != null) {
      return List.of(only);
    }
    holdsArrays = true;
    Set<KeyValue> values = getKeyValues(document);
    List<byte[]> keys = new ArrayList<>(values.size());
    for (KeyValue value : values) {
      keys.add(SortKey.of(value));
    }
    return keys;
  }

  /** The common case, and much faster than the library's way; null when an array is in the way. */
  private byte @Nullable [] keyWithoutArrays(Document document) {
    List<@Nullable Object> values = new ArrayList<>(paths.size());
    for (List<String> path : paths) {
      Object value = document;
      for (String field : path) {
        value = value instanceof Document inner ? inner.get(field) : null;
        if (value instanceof Collection<?>) {
          return null;
        }
      }
      values.add(value);
    }
    return SortKey.of(values);
  }

  private byte[] entry(byte[] key, int position) {
    return unique ? key : ByteBuffer.allocate(key.length + 4).put(key).putInt(position).array();
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {
    List<byte[]> keys = keysOf(document);
    if (unique && keys.stream().anyMatch(entries::containsKey)) {
      throw duplicate(document, collection);
    }
  }

  @Override
  public void add(Document document, Integer position, MongoCollection<Integer> collection) {
    for (byte[] key : keysOf(document)) {
      Integer before = entries.put(entry(key, position), position);
      if (before != null && !before.equals(position)) {
        entries.put(key, before);
        throw duplicate(document, collection);
      }
    }
  }

  void remove(Document document, int position) {
    for (byte[] key : keysOf(document)) {
      entries.remove(entry(key, position));
    }
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
    List<byte[]> keys = keysOf(newDocument);
    if (!unique) {
      return;
    }
    List<byte[]> own = keysOf(oldDocument);
    for (byte[] key : keys) {
      if (entries.containsKey(key) && own.stream().noneMatch(o -> Arrays.equals(o, key))) {
        throw duplicate(newDocument, collection);
      }
    }
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Integer position,
      MongoCollection<Integer> collection) {
    remove(oldDocument, position);
    add(newDocument, position, collection);
  }

  private DuplicateKeyError duplicate(Document document, MongoCollection<Integer> collection) {
    return new DuplicateKeyError(
        this, collection, getKeys(), getKeyValues(document).iterator().next());
  }

  // ---- finding

  /** How this index would find the candidates, or null when it cannot help. */
  @Nullable Plan plan(Document query, Conditions conditions) {
    if (filter != null && !isImplied(filter, query, conditions)) {
      return null;
    }
    List<byte[]> prefixes = new ArrayList<>(List.of(new byte[0]));
    int score = 0;
    for (String field : keys()) {
      Conditions.Condition condition = conditions.on(field);
      if (condition == null) {
        break;
      }
      List<Object> anyOf = condition.anyOf();
      if (anyOf == null) {
        return new Plan(between(prefixes, condition), score + 1);
      }
      if (prefixes.size() * Math.max(1, anyOf.size()) > MOST_PREFIXES) {
        break;
      }
      prefixes = times(prefixes, anyOf);
      score += 2;
    }
    if (score == 0) {
      return null;
    }
    boolean exact = unique && score == 2 * keys().size();
    return new Plan(
        prefixes.stream().map(prefix -> new Range(prefix, SortKey.after(prefix))).toList(),
        exact ? Integer.MAX_VALUE : score);
  }

  /** Sufficient, not necessary: the query demands each field of the filter in so many words. */
  private static boolean isImplied(Document filter, Document query, Conditions conditions) {
    for (Map.Entry<String, Object> demanded : filter.entrySet()) {
      Object value = query.get(demanded.getKey());
      boolean same = value != null && value.equals(demanded.getValue());
      Conditions.Condition condition = conditions.on(demanded.getKey());
      boolean present =
          new Document("$exists", true).equals(demanded.getValue()) && condition != null;
      if (!same && !present) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> times(List<byte[]> prefixes, List<Object> values) {
    List<byte[]> longer = new ArrayList<>(prefixes.size() * values.size());
    for (byte[] prefix : prefixes) {
      for (Object value : values) {
        longer.add(joined(prefix, SortKey.of(List.of(value))));
      }
    }
    return longer;
  }

  private List<Range> between(List<byte[]> prefixes, Conditions.Condition condition) {
    Object atLeast = condition.atLeast();
    // Of an array one element may meet one bound and another the other.
    Object atMost = holdsArrays && atLeast != null ? null : condition.atMost();
    Object bound = Objects.requireNonNull(atLeast == null ? atMost : atLeast);
    byte[] type = SortKey.typeOf(bound);
    byte[] from = atLeast == null ? type : SortKey.of(List.of(atLeast));
    byte[] before = SortKey.after(atMost == null ? type : SortKey.of(List.of(atMost)));
    return prefixes.stream()
        .map(prefix -> new Range(joined(prefix, from), joined(prefix, before)))
        .toList();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** The positions of the candidates, each once. */
  Iterable<Integer> positions(Plan plan) {
    Set<Integer> positions = new LinkedHashSet<>();
    for (Range range : plan.ranges()) {
      if (Arrays.compareUnsigned(range.from, range.before) < 0) {
        positions.addAll(entries.subMap(range.from, range.before).values());
      }
    }
    return positions;
  }

  /** Where the document with these keys lies, if this index allows but one. */
  @Override
  public @Nullable Integer getPosition(Document document) {
    List<byte[]> keys = unique ? keysOf(document) : List.of();
    return keys.isEmpty() ? null : entries.get(keys.getFirst());
  }

  @Override
  public boolean isUnique() {
    return unique;
  }

  @Override
  public long getCount() {
    return entries.size();
  }

  @Override
  public long getDataSize() {
    return entries.keySet().stream().mapToLong(key -> key.length).sum();
  }

  @Override
  public void drop() {
    entries.clear();
  }

  // ---- the library's own way of querying, which StoredCollection replaces

  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Integer> getPositions(Document query) {
    throw new UnsupportedOperationException("StoredCollection plans its queries itself");
  }

  @Override
  public Integer remove(Document document) {
    throw new UnsupportedOperationException("StoredCollection removes by position");
  }
}

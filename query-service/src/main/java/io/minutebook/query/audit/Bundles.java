package io.minutebook.query.audit;

import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.minutebook.event.MeetingId;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commits and each view once, in the order of the streams, and hands over all of a stream
 * together. Each is read at its own time: while somebody writes, a bundle may hold what was not so
 * at any one moment.
 */
final class Bundles implements Iterator<Bundle>, AutoCloseable {

  /** So many documents of one stream are held at once. */
  static final int LARGEST = 20_000;

  private static final int BATCH = 1000;

  private final Source commits;
  private final Source minutes;
  private final Source series;
  private final Source history;
  private final Source entries;
  private final Source sealed;
  private final List<Source> sources = new ArrayList<>();

  /** Told of a document that names no stream: of its collection, the field, and its own name. */
  @FunctionalInterface
  interface Nameless {
    void found(String collection, String field, String document);
  }

  private final Nameless nameless;

  Bundles(CommitReader commits, Views views, Seals seals, Scope scope, Nameless nameless) {
    this.nameless = nameless;
    // what follows from the commits before them
    minutes = open(views.minutesDocuments(), scope, "_id", ascending("_id"));
    series = open(views.seriesDocuments(), scope, "_id", ascending("_id"));
    history = open(views.historyDocuments(), scope, "stream", ascending("stream", "version"));
    entries = open(views.entryDocuments(), scope, "stream", ascending("stream", "version"));
    sealed = open(seals.headDocuments(), scope, "s", ascending("s", "n"));
    this.commits =
        new Source(
            commits.documents(scope, BATCH),
            document -> document.get("_id") instanceof BsonDocument id ? streamOf(id) : null,
            document -> nameless.found("commits", "_id", document));
    sources.add(this.commits);
  }

  /** Documents are ordered by the first of their fields: one that has another is out of order. */
  private static @Nullable BsonValue streamOf(BsonDocument id) {
    return id.getFirstKey().equals("s") ? id.get("s") : null;
  }

  private Source open(MongoCollection<Document> documents, Scope scope, String name, Bson order) {
    Source source =
        new Source(
            documents
                .withDocumentClass(RawBsonDocument.class)
                .find(scope.filter(name))
                .sort(order)
                .batchSize(BATCH)
                .iterator(),
            document -> document.get(name),
            document ->
                nameless.found(documents.getNamespace().getCollectionName(), name, document));
    sources.add(source);
    return source;
  }

  @Override
  public boolean hasNext() {
    return sources.stream().anyMatch(source -> source.next != null);
  }

  @Override
  public Bundle next() {
    String stream =
        sources.stream()
            .map(source -> source.stream)
            .filter(Objects::nonNull)
            .min(Bundles::compare)
            .orElseThrow(NoSuchElementException::new);
    Taking taking = new Taking(stream);
    List<RawBsonDocument> heads = taking.all(MeetingId.isStream(stream) ? minutes : series);
    List<RawBsonDocument> misplaced = taking.all(MeetingId.isStream(stream) ? series : minutes);
    List<RawBsonDocument> changes = taking.all(history);
    List<RawBsonDocument> versions = taking.all(entries);
    List<RawBsonDocument> ends = taking.all(sealed);
    List<RawBsonDocument> all = taking.all(commits);
    return new Bundle(
        stream,
        all,
        heads.size() == 1 ? heads.getFirst() : null,
        changes,
        versions,
        ends,
        taking.left >= 0 && misplaced.isEmpty());
  }

  /** In the server's order of texts. */
  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    sources.forEach(source -> source.cursor.close());
  }

  /** Takes one stream from every source. */
  private static final class Taking {
    private final String stream;
    private int left = LARGEST;

    Taking(String stream) {
      this.stream = stream;
    }

    List<RawBsonDocument> all(Source source) {
      List<RawBsonDocument> taken = new ArrayList<>();
      while (stream.equals(source.stream)) {
        RawBsonDocument document = source.take();
        if (left-- > 0) {
          taken.add(document);
        }
      }
      return taken;
    }
  }

  /** A cursor of which the next document is known. */
  private static final class Source {
    private final MongoCursor<RawBsonDocument> cursor;
    private final Function<RawBsonDocument, @Nullable BsonValue> name;
    private final Consumer<String> nameless;
    private @Nullable RawBsonDocument next;
    private @Nullable String stream;

    Source(
        MongoCursor<RawBsonDocument> cursor,
        Function<RawBsonDocument, @Nullable BsonValue> name,
        Consumer<String> nameless) {
      this.cursor = cursor;
      this.name = name;
      this.nameless = nameless;
      advance();
    }

    RawBsonDocument take() {
      RawBsonDocument taken = Objects.requireNonNull(next);
      advance();
      return taken;
    }

    private void advance() {
      next = null;
      stream = null;
      while (stream == null && cursor.hasNext()) {
        RawBsonDocument document = cursor.next();
        BsonValue value = name.apply(document);
        if (value != null && value.isString()) {
          next = document;
          stream = value.asString().getValue();
        } else {
          nameless.accept(String.valueOf(document.get("_id")));
        }
      }
    }
  }
}

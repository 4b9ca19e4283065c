package io.minutebook.query.projection;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import io.minutebook.query.testing.Sample;
import io.minutebook.query.testing.TestBroker;
import io.minutebook.query.view.Generation;
import io.minutebook.query.view.Views;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Measures folding against reading alone and, on a server whose URI is the argument, making all
 * views against bare upserts of the same documents. Run it by hand with the test class path.
 */
public final class ProjectionFigures {

  private static final int MEETINGS = 500;
  private static final int ROUNDS = 6;
  private static final int POLL = 2000;
  private static final EventCodec CODEC = new EventCodec();

  private ProjectionFigures() {}

  public static void main(String[] arguments) {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log = log();
    System.out.printf("%d records of %d meetings%n", log.size(), MEETINGS);
    for (int round = 0; round < ROUNDS; round++) {
      double reading = perSecond(log.size(), () -> read(log));
      double folding = perSecond(log.size(), () -> fold(log, new Nowhere(), POLL));
      System.out.printf(
          "read %,.0f a second, folded %,.0f: %.2f%n", reading, folding, folding / reading);
    }
    fromKafka(log);
    if (arguments.length > 0) {
      try (MongoClient client = MongoClients.create(arguments[0])) {
        for (int round = 0; round < ROUNDS; round++) {
          write(client, log);
        }
      }
    }
  }

  private static double perSecond(long count, Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return count * 1e9 / (System.nanoTime() - begin);
  }

  /** The same from a broker in this process: reading and decoding, against folding as well. */
  private static void fromKafka(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log) {
    TestBroker broker = TestBroker.shared();
    String topic = broker.newTopic(1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (var each : log) {
        sent.add(
            producer.send(
                new ProducerRecord<>(topic, 0, each.key(), each.value(), each.headers())));
      }
      producer.flush();
      System.out.printf("%d sent%n", sent.stream().filter(Future::isDone).count());
    }
    for (int round = 0; round < ROUNDS; round++) {
      double reading = perSecond(log.size(), () -> readAll(broker, topic, log.size()));
      double folding = perSecond(log.size(), () -> foldAll(broker, topic, log.size()));
      System.out.printf(
          "from Kafka: read %,.0f a second, folded %,.0f: %.2f%n",
          reading, folding, folding / reading);
    }
  }

  private static KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer(
      TestBroker broker, String topic) {
    return new LogConsumers(
            new Projection.Source(broker.bootstrapServers(), topic, "figures-" + UUID.randomUUID()))
        .building(Generation.FIRST, Pace.BUILDING);
  }

  private static void readAll(TestBroker broker, String topic, long count) {
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = consumer(broker, topic)) {
      consumer.subscribe(List.of(topic));
      long read = 0;
      PartitionReader reader = new PartitionReader(0, null);
      while (read < count) {
        for (var each : consumer.poll(Duration.ofMillis(250))) {
          if (reader.accept(each).orElse(null) instanceof Delivery.Whole whole) {
            read += CODEC.recorded(whole.commit()).size();
          }
        }
        consumer.commitSync();
      }
    }
  }

  private static void foldAll(TestBroker broker, String topic, long count) {
    try (KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = consumer(broker, topic)) {
      ProjectionLoop loop =
          new ProjectionLoop(
              consumer,
              topic,
              new Nowhere(),
              Clock.systemUTC(),
              Succession::of,
              Pace.BUILDING,
              batch -> {});
      loop.subscribe();
      long read = 0;
      while (read < count) {
        read += loop.pollOnce();
      }
    }
  }

  private static long read(List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log) {
    PartitionReader reader = new PartitionReader(0, null);
    long events = 0;
    for (var each : log) {
      if (reader.accept(each).orElse(null) instanceof Delivery.Whole whole) {
        events += CODEC.recorded(whole.commit()).size();
      }
    }
    return events;
  }

  private static void fold(
      List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log, ViewStore store, int poll) {
    Projector projector =
        new Projector(
            store, Clock.systemUTC(), Succession::of, Pace.BUILDING.streams(), batch -> {});
    PartitionReader reader = new PartitionReader(0, null);
    for (int from = 0; from < log.size(); from += poll) {
      List<Delivery> deliveries = new ArrayList<>();
      for (var each : log.subList(from, Math.min(log.size(), from + poll))) {
        reader.accept(each).ifPresent(deliveries::add);
      }
      projector.apply(deliveries);
    }
  }

  private static void write(
      MongoClient client, List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log) {
    MongoDatabase made = client.getDatabase("figures-made").withWriteConcern(WriteConcern.W1);
    MongoDatabase bare =
        client.getDatabase("figures-bare").withWriteConcern(WriteConcern.W1.withJournal(true));
    made.drop();
    bare.drop();
    Views views = Views.of(made).current();
    views.createIndexes();
    long begin = System.nanoTime();
    fold(log, ViewStore.of(views), Pace.BUILDING.records());
    double making = (System.nanoTime() - begin) / 1e9;
    Views.of(bare).createIndexes();
    Map<String, List<Document>> documents = new HashMap<>();
    long count = 0;
    for (String name : made.listCollectionNames()) {
      List<Document> found = made.getCollection(name).find().into(new ArrayList<>());
      documents.put(name, found);
      count += found.size();
    }
    begin = System.nanoTime();
    documents.forEach((name, found) -> upsert(bare.getCollection(name), found));
    double upserting = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "made %,d documents of %,d events in %.2f s, upserted the same in %.2f s: %.2f%n",
        count, log.size(), making, upserting, upserting / making);
  }

  private static void upsert(MongoCollection<Document> collection, List<Document> documents) {
    for (int from = 0; from < documents.size(); from += 5000) {
      List<WriteModel<Document>> writes = new ArrayList<>();
      for (Document each : documents.subList(from, Math.min(documents.size(), from + 5000))) {
        writes.add(
            new ReplaceOneModel<>(
                Filters.eq("_id", each.get("_id")), each, new ReplaceOptions().upsert(true)));
      }
      collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
    }
  }

  /** Meetings of the weekly kind, growing side by side, as a log has them. */
  private static List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log() {
    List<ConsumerRecord<byte @Nullable [], byte @Nullable []>> log = new ArrayList<>();
    Map<String, Head> heads = new HashMap<>();
    Consumer<Commit> publish =
        commit -> {
          for (int i = 0; i < commit.events().size(); i++) {
            ConsumerRecord<byte @Nullable [], byte @Nullable []> message =
                new ConsumerRecord<>(
                    "log",
                    0,
                    log.size(),
                    commit.stream().getBytes(StandardCharsets.UTF_8),
                    commit.events().get(i));
            CloudEventHeaders.of(commit, i).toMap().forEach(message.headers()::add);
            log.add(message);
          }
        };
    for (int week = 0; week < MEETINGS; week++) {
      String day = LocalDate.of(2010, 1, 4).plusWeeks(week).toString();
      String stream = Sample.meeting(day).stream();
      for (Event[] events : commits(day)) {
        List<byte[]> bytes = new ArrayList<>();
        for (Event event : events) {
          bytes.add(
              CODEC.encode(event, new Meta("ada", null, "PutMinutes", null, null, null, Map.of())));
        }
        Commit commit =
            Commit.following(
                heads.get(stream),
                stream,
                "c" + log.size(),
                "f",
                Instant.parse("2020-05-04T09:00:00Z"),
                null,
                bytes);
        heads.put(stream, commit.head());
        publish.accept(commit);
      }
    }
    return log;
  }

  /** An entry of every kind, then forty notes, actions and what becomes of them. */
  private static List<Event[]> commits(String day) {
    List<Event[]> commits = new ArrayList<>(Sample.full(day));
    for (int i = 0; i < 20; i++) {
      int note = 23 + 2 * i;
      commits.add(
          new Event[] {
            Sample.note(note, 18, note - 1, "The stairs creak, for the %dth time".formatted(i)),
            Sample.action(note + 1, 18, note, "Oil the stairs again (LAMP-%d)".formatted(i))
          });
      commits.add(
          new Event[] {
            new MeetingEvent.EntryReworded(Sample.id(note), "They creak no more " + i, null)
          });
      commits.add(new Event[] {new MeetingEvent.ActionCompleted(Sample.id(note + 1), "done")});
    }
    return commits;
  }
}

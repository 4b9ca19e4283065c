package io.minutebook.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.AppendResult.Appended;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.CommitTable;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.command.eventstore.MongoConnection;
import io.minutebook.command.eventstore.MongoProperties;
import io.minutebook.command.eventstore.Place;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.log.CloudEventHeaders;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** The relay between a commit store and a Kafka broker, both running. */
class RelayTest {

  private static final EventCodec CODEC = new EventCodec();
  private static final Meta META =
      new Meta("anna", null, "RenameSeries", null, null, null, Map.of());
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(50);

  private static TestBroker broker;
  private static @Nullable MongoServer mongo;
  private static MongoClient client;

  private final String topic = "events-" + UUID.randomUUID();
  private MongoDatabase database;
  private CommitTable table;
  private CommitStore store;

  @BeforeAll
  static void startServers() throws Exception {
    broker = new TestBroker();
    broker.start();
    String uri = System.getProperty("minutebook.test.mongodb-uri", "");
    if (uri.isEmpty()) {
      MongoServer embedded = new MongoServer(new MemoryBackend());
      embedded.bind();
      uri =
          "mongodb://127.0.0.1:%d/?directConnection=true"
              .formatted(embedded.getLocalAddress().getPort());
      mongo = embedded;
    }
    client =
        MongoConnection.client(
            new MongoProperties(
                uri,
                "unused",
                Duration.ofSeconds(2),
                Duration.ofSeconds(9),
                Duration.ofSeconds(9),
                DataSize.ofMegabytes(64)));
  }

  @AfterAll
  static void stopServers() throws Exception {
    client.close();
    if (mongo != null) {
      mongo.shutdownNow();
    }
    broker.close();
  }

  @BeforeEach
  void openStore() {
    database = client.getDatabase("relay-" + UUID.randomUUID());
    table = new MongoCommitTable(database);
    store = new CommitStore(table, Duration.ofSeconds(5), 64L * 1024 * 1024, Timing.SYSTEM);
  }

  @AfterEach
  void dropStore() {
    database.drop();
  }

  private KafkaProperties properties(Duration sweep, Map<String, String> settings) {
    return new KafkaProperties(
        broker.bootstrapServers(), topic, 3, sweep, Duration.ofSeconds(3), settings);
  }

  private Relay relay(Duration sweep, RelayLease lease) {
    return new Relay(
        table, new KafkaEventLog(properties(sweep, Map.of())), sweep, lease, Timing.SYSTEM);
  }

  private Relay started(Duration sweep) {
    Relay relay = relay(sweep, RelayLease.alone());
    relay.start();
    return relay;
  }

  private Commit append(@Nullable Head head, String stream, int events) {
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      bytes.add(CODEC.encode(new SeriesRenamed("name " + i), META));
    }
    return append(head, stream, bytes);
  }

  private Commit append(@Nullable Head head, String stream, List<byte[]> events) {
    Commit commit =
        Commit.following(
            head, stream, UUID.randomUUID().toString(), "f", Instant.now(), null, events);
    assertThat(store.append(commit)).isEqualTo(new Appended());
    return commit;
  }

  private void awaitPublished() {
    await().atMost(Duration.ofSeconds(30)).until(() -> table.pending(null, 1).isEmpty());
  }

  private Map<String, List<Commit>> stored() {
    Map<String, List<Commit>> stored = new HashMap<>();
    database
        .getCollection("commits")
        .distinct("_id.s", String.class)
        .forEach(stream -> stored.put(stream, store.load(stream, 0)));
    return stored;
  }

  private Map<String, List<Commit>> applied() {
    return ReadLog.applied(broker.bootstrapServers(), topic);
  }

  @Test
  void every_event_is_a_record_with_its_bytes_headers_stream_and_time() {
    Commit first = append(null, "series/a", 2);
    Commit second = append(first.head(), "series/a", 1);

    try (Relay relay = started(NEVER)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    List<ConsumerRecord<byte[], byte[]>> records =
        ReadLog.records(broker.bootstrapServers(), topic);
    assertThat(records).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Commit commit = i < 2 ? first : second;
      ConsumerRecord<byte[], byte[]> each = records.get(i);
      assertThat(new String(each.key(), UTF_8)).isEqualTo("series/a");
      assertThat(each.value()).isEqualTo(commit.events().get(i % 2));
      assertThat(each.timestamp()).isEqualTo(commit.at().toEpochMilli());
      assertThat(ReadLog.headers(each))
          .usingRecursiveComparison()
          .isEqualTo(CloudEventHeaders.of(commit, i % 2).toMap());
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void the_topic_is_made_to_be_kept_for_ever() throws Exception {
    try (Relay relay = started(NEVER)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> partitions() == 3);
      assertThat(relay.trouble()).isEmpty();
    }
    assertThatItIsKeptForEver();
  }

  @Test
  void a_topic_with_other_settings_is_put_right() throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              List.of(new NewTopic(topic, 2, (short) 1).configs(Map.of("retention.ms", "1000"))))
          .all()
          .get();
    }
    append(null, "series/a", 1);

    try (Relay relay = started(NEVER)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(partitions()).isEqualTo(2);
    assertThatItIsKeptForEver();
  }

  private void assertThatItIsKeptForEver() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              try (Admin admin = admin()) {
                Config config =
                    admin.describeConfigs(List.of(resource)).all().get().values().iterator().next();
                assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
                assertThat(config.get("retention.ms").value()).isEqualTo("-1");
                assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
                assertThat(Integer.parseInt(config.get("max.message.bytes").value()))
                    .isGreaterThan(CommitStore.LARGEST_EVENT + 64 * 1024);
              }
            });
  }

  private int partitions() throws Exception {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get().contains(topic)
          ? admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .values()
              .iterator()
              .next()
              .partitions()
              .size()
          : 0;
    }
  }

  private static Admin admin() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return Admin.create(settings);
  }

  @Test
  void the_largest_commit_gets_through() {
    byte[] filling = new byte[CommitStore.LARGEST_EVENT - 200];
    Arrays.fill(filling, (byte) 'x');
    byte[] largest = CODEC.encode(new SeriesRenamed(new String(filling, UTF_8)), META);
    assertThat(largest.length)
        .isBetween(CommitStore.LARGEST_EVENT - 200, CommitStore.LARGEST_EVENT);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      events.add(largest);
    }
    append(null, "series/a", events);

    try (Relay relay = started(NEVER)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void what_is_handed_off_is_published_at_once() {
    try (Relay relay = started(NEVER)) {
      awaitPublished();
      Commit first = append(null, "series/a", 1);
      relay.handOff(first);
      awaitPublished();
      relay.handOff(append(first.head(), "series/a", 1));
      awaitPublished();
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void after_many_at_once_it_lets_commits_come_together_and_after_few_it_does_not_wait() {
    List<Duration> pauses = new CopyOnWriteArrayList<>();
    Deque<List<Commit>> next = new ArrayDeque<>();
    try (Relay relay = withMadeUpLog(it -> handOffAll(it, next.poll()), stopped(pauses))) {
      relay.start();
      relay.handOff(append(null, "series/first", 1));
      awaitPublished();
      List<Commit> alone = commits(1);
      for (int size : List.of(5, 6, 1)) {
        next.add(commits(size));
      }
      handOffAll(relay, alone);
      awaitPublished();
    }
    assertThat(next).isEmpty();
    // marks are gathered for longer
    assertThat(pauses)
        .filteredOn(pause -> pause.toMillis() < 100)
        .containsExactly(Duration.ofMillis(5));
  }

  @Test
  void it_tells_of_no_trouble_once_it_publishes_though_there_is_always_more() {
    AtomicBoolean away = new AtomicBoolean(true);
    AtomicBoolean enough = new AtomicBoolean();
    try (Relay relay =
        withMadeUpLog(
            it -> {
              if (away.get()) {
                throw new KafkaException("away on purpose");
              }
              handOffAll(it, enough.get() ? null : commits(1));
            },
            Timing.SYSTEM)) {
      append(null, "series/first", 1);
      relay.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.trouble().isPresent());
      away.set(false);
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.trouble().isEmpty());
      enough.set(true);
      awaitPublished();
    }
  }

  private List<Commit> commits(int count) {
    return Stream.generate(() -> append(null, "series/" + UUID.randomUUID(), 1))
        .limit(count)
        .toList();
  }

  private static void handOffAll(Relay relay, @Nullable List<Commit> commits) {
    if (commits != null) {
      commits.forEach(relay::handOff);
    }
  }

  /**
   * A relay to a log that acknowledges what it gets.
   *
   * @param atFlush what happens while something is published
   */
  private Relay withMadeUpLog(Consumer<Relay> atFlush, Timing timing) {
    AtomicReference<Relay> made = new AtomicReference<>();
    EventLog log =
        new EventLog() {
          @Override
          public String name() {
            return topic;
          }

          @Override
          public void ensure() {}

          @Override
          public Map<Integer, Long> ends() {
            return Map.of(0, Long.MAX_VALUE);
          }

          @Override
          public Producer<byte[], byte[]> producer() {
            return new MockProducer<>(
                true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
              @Override
              public synchronized void flush() {
                atFlush.accept(Objects.requireNonNull(made.get()));
              }
            };
          }
        };
    Relay relay = new Relay(table, log, NEVER, RelayLease.alone(), timing);
    made.set(relay);
    return relay;
  }

  /** The machine's own timing, but for a clock that stands still; all pauses are noted. */
  private static Timing stopped(List<Duration> pauses) {
    return new Timing() {
      @Override
      public long nanos() {
        return 0;
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        pauses.add(duration);
        SYSTEM.pause(duration);
      }

      @Override
      public Thread start(String name, Runnable work) {
        return SYSTEM.start(name, work);
      }

      @Override
      public Bell bell() {
        return SYSTEM.bell();
      }
    };
  }

  @Test
  void what_another_instance_appended_comes_before_what_is_handed_off() {
    try (Relay relay = started(NEVER)) {
      Commit first = append(null, "series/a", 1);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                relay.handOff(first);
                return table.pending(null, 1).isEmpty();
              });
      Commit elsewhere = append(first.head(), "series/a", 2);
      relay.handOff(append(elsewhere.head(), "series/a", 1));
      awaitPublished();
    }
    assertThat(ReadLog.commits(broker.bootstrapServers(), topic)).isEqualTo(stored());
  }

  @Test
  void a_backlog_of_several_pages_is_published_in_order() throws Exception {
    broker.stop();
    try (Relay relay = started(SOON)) {
      for (int i = 0; i < 1200; i++) {
        relay.handOff(append(null, "series/s" + i, 1));
      }
      broker.start();
      awaitPublished();
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void what_is_not_handed_off_is_looked_for() {
    try (Relay relay = started(SOON)) {
      append(null, "series/a", 1);
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void under_concurrent_appends_every_stream_is_published_once_and_in_order() throws Exception {
    try (Relay relay = started(NEVER)) {
      appendConcurrently(relay, 40, 25);
      awaitPublished();
    }

    assertThat(stored()).hasSize(40);
    assertThat(ReadLog.commits(broker.bootstrapServers(), topic)).isEqualTo(stored());
  }

  /** Each stream has a thread of its own that appends one commit after the other. */
  private void appendConcurrently(Relay relay, int streams, int commits) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        String stream = "series/s" + i;
        Random random = new Random(i);
        futures.add(
            threads.submit(
                () -> {
                  Head head = null;
                  for (int j = 0; j < commits; j++) {
                    Commit commit = append(head, stream, 1 + random.nextInt(4));
                    relay.handOff(commit);
                    head = commit.head();
                  }
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    }
  }

  @Test
  void being_stopped_again_and_again_it_leaves_no_gap() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor();
        Relay bystander = relay(NEVER, RelayLease.alone())) {
      Future<?> appending =
          threads.submit(
              () -> {
                appendConcurrently(bystander, 20, 30);
                return null;
              });
      int restarts = 0;
      while (!appending.isDone()) {
        started(SOON).close();
        restarts++;
      }
      appending.get();
      assertThat(restarts).isPositive();
    }
    try (Relay relay = started(SOON)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void what_was_published_but_not_yet_marked_so_when_it_died_is_published_again() {
    Head head = null;
    for (int i = 0; i < 9; i++) {
      head = append(head, "series/a", 1 + i % 3).head();
    }
    try (Relay relay = started(SOON)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    // as it is left by a crash between the broker's answer and the store's
    database.getCollection("commits").updateMany(Filters.gte("_id.v", 4), Updates.set("p", true));
    append(head, "series/a", 2);
    try (Relay relay = started(SOON)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(ReadLog.commits(broker.bootstrapServers(), topic).get("series/a"))
        .hasSizeGreaterThan(10);
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void an_outage_of_the_broker_only_delays() throws Exception {
    try (Relay relay = started(SOON)) {
      Head a = append(null, "series/a", 2).head();
      awaitPublished();

      broker.stop();
      Head b = null;
      for (int i = 0; i < 30; i++) {
        Commit commit = append(a, "series/a", 1 + i % 3);
        relay.handOff(commit);
        a = commit.head();
        b = append(b, "series/b", 1).head();
      }
      await().pollDelay(Duration.ofSeconds(1)).until(() -> table.pending(null, 100).size() == 60);
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.trouble().isPresent());
      broker.start();

      awaitPublished();
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.trouble().isEmpty());
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void it_starts_without_a_broker_and_publishes_once_there_is_one() throws Exception {
    append(null, "series/a", 2);
    broker.stop();
    try (Relay relay = started(SOON)) {
      await().pollDelay(Duration.ofSeconds(1)).until(() -> !table.pending(null, 1).isEmpty());
      broker.start();
      awaitPublished();
      await().atMost(Duration.ofSeconds(30)).until(() -> relay.trouble().isEmpty());
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @Test
  void it_can_be_closed_while_the_broker_is_away() {
    append(null, "series/a", 2);
    broker.stop();
    try (Relay relay = started(SOON)) {
      assertThat(table.pending(null, 1)).isNotEmpty();
      assertThat(relay.trouble()).isEmpty();
    } finally {
      broker.start();
    }
    assertThat(table.pending(null, 1)).isNotEmpty();
  }

  @Test
  void a_log_that_was_lost_is_published_again_from_the_beginning() throws Exception {
    Head head = append(append(null, "series/a", 2).head(), "series/a", 1).head();
    append(null, "series/b", 3);
    try (Relay relay = started(SOON)) {
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> partitions() == 0);

    append(head, "series/a", 1);
    try (Relay relay = started(SOON)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> partitions() == 3);
      awaitPublished();
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(ReadLog.commits(broker.bootstrapServers(), topic)).isEqualTo(stored());
  }

  @Test
  void a_log_that_is_whole_is_not_published_again() {
    append(null, "series/a", 2);
    for (int i = 0; i < 3; i++) {
      try (Relay relay = started(SOON)) {
        append(store.head("series/a").orElseThrow(), "series/a", 1);
        awaitPublished();
        assertThat(relay.trouble()).isEmpty();
      }
    }

    assertThat(ReadLog.commits(broker.bootstrapServers(), topic)).isEqualTo(stored());
  }

  @Test
  void what_cannot_be_published_holds_up_its_own_stream_only() {
    Commit before = append(null, "series/broken", 1);
    Commit broken = append(before.head(), "series/broken", List.of("no event".getBytes(UTF_8)));
    Commit behind = append(broken.head(), "series/broken", 1);
    append(append(null, "series/sound", 1).head(), "series/sound", 1);

    try (Relay relay = started(SOON)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> table.pending(null, 10).equals(List.of(Place.of(broken), Place.of(behind))));
      append(store.head("series/sound").orElseThrow(), "series/sound", 1);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> table.pending(null, 10).equals(List.of(Place.of(broken), Place.of(behind))));
      assertThat(relay.trouble()).isEmpty();
    }

    assertThat(applied())
        .isEqualTo(
            Map.of(
                "series/broken", List.of(before),
                "series/sound", store.load("series/sound", 0)));
  }

  @Test
  void it_does_nothing_while_another_relay_holds_the_lease() throws Exception {
    append(null, "series/a", 1);
    boolean[] held = {false};
    try (Relay relay = relay(SOON, () -> held[0])) {
      relay.start();
      await().pollDelay(Duration.ofMillis(500)).until(() -> !table.pending(null, 1).isEmpty());
      assertThat(partitions()).isZero();
      held[0] = true;
      awaitPublished();
    }
  }

  private SharedLease lease(String self) {
    return new SharedLease(
        new MongoLeaseTable(database), topic, self, Duration.ofSeconds(1), System::nanoTime);
  }

  @Test
  void of_two_relays_that_ask_for_the_lease_one_gets_it_until_it_gives_it_up() {
    SharedLease first = lease("first");
    SharedLease second = lease("second");
    assertThat(first.isHeld()).isTrue();
    assertThat(second.isHeld()).isFalse();
    first.giveUp();
    await().atMost(Duration.ofSeconds(30)).until(second::isHeld);
    assertThat(first.isHeld()).isFalse();
  }

  @Test
  void when_the_holder_dies_another_relay_takes_over_and_publishes_each_commit_once()
      throws Exception {
    SharedLease dead = lease("dead");
    assertThat(dead.isHeld()).isTrue();
    Head head = append(null, "series/a", 1).head();
    try (Relay relay = relay(SOON, lease("alive"))) {
      relay.start();
      awaitPublished();
      relay.handOff(append(head, "series/a", 2));
      awaitPublished();
    }
    assertThat(dead.isHeld()).isFalse();
    assertThat(ReadLog.commits(broker.bootstrapServers(), topic)).isEqualTo(stored());
  }

  @Test
  void a_zombie_that_publishes_without_the_lease_only_makes_duplicates() throws Exception {
    try (Relay zombie = relay(SOON, RelayLease.alone());
        Relay holder = relay(SOON, lease("holder"))) {
      zombie.start();
      holder.start();
      appendConcurrently(holder, 10, 20);
      awaitPublished();
    }
    assertThat(applied()).isEqualTo(stored());
  }

  @ParameterizedTest
  @CsvSource({
    "acks,1",
    "acks,0",
    "enable.idempotence,false",
    "max.in.flight.requests.per.connection,5",
    "retries,0",
    "delivery.timeout.ms,1000",
    "max.request.size,1000",
    "partitioner.ignore.keys,true",
    "partitioner.class,org.apache.kafka.clients.producer.RoundRobinPartitioner"
  })
  void it_refuses_settings_that_endanger_order_or_durability(String name, String value) {
    assertThatThrownBy(() -> new KafkaEventLog(properties(SOON, Map.of(name, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minutebook.kafka.client." + name);
  }

  @Test
  void it_takes_settings_that_do_not() {
    append(null, "series/a", 1);
    Map<String, String> settings =
        Map.of("acks", "all", "enable.idempotence", "true", "compression.type", "gzip");
    try (Relay relay =
        new Relay(
            table,
            new KafkaEventLog(properties(SOON, settings)),
            SOON,
            RelayLease.alone(),
            Timing.SYSTEM)) {
      relay.start();
      awaitPublished();
    }
    assertThat(applied()).isEqualTo(stored());
  }
}

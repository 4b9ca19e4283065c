package io.minutebook.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.minutebook.command.Sealing;
import io.minutebook.command.Timing;
import io.minutebook.command.eventstore.MongoCommitTable;
import io.minutebook.command.relay.RelayLease;
import io.minutebook.event.SeriesEvent.SeriesRenamed;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import io.minutebook.seal.Hash;
import io.minutebook.seal.MerkleTree;
import io.minutebook.seal.Seal;
import io.minutebook.seal.SealedHead;
import io.minutebook.seal.SignedSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sealing promises, whichever database keeps the seals. */
abstract class SealContract {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final EventCodec CODEC = new EventCodec();

  @TempDir Path folder;

  private MongoClient client;
  private MongoDatabase database;
  private MongoCommitTable commits;
  private MongoSealTable table;
  private SigningKey key;
  private final MemorySealLog log = new MemorySealLog();
  private final Map<String, Head> heads = new HashMap<>();

  protected abstract String uri();

  @BeforeEach
  void open() throws Exception {
    client = MongoClients.create(uri());
    database = client.getDatabase("minutebook-test-" + UUID.randomUUID());
    commits = new MongoCommitTable(database);
    table = new MongoSealTable(database);
    table.prepare();
    key = newKey("key.pem");
  }

  private SigningKey newKey(String name) throws Exception {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(encoded)));
    return SigningKey.read(file);
  }

  @AfterEach
  void close() {
    database.drop();
    client.close();
  }

  private SealMaker maker(SealTable on) {
    return new SealMaker(on, log, key, 100, Clock.systemUTC());
  }

  private SealMaker maker() {
    return maker(table);
  }

  private static Commit commit(@Nullable Head head, String stream, int events) {
    long first = head == null ? 0 : head.version() + 1;
    Meta meta = new Meta("anna", null, "RenameSeries", null, null, null, Map.of());
    List<byte[]> encoded = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      encoded.add(CODEC.encode(new SeriesRenamed("name " + (first + i)), meta));
    }
    return Commit.following(head, stream, "c" + first, "f", NOON, null, encoded);
  }

  /** Appends a commit to a stream: to the store and the log. */
  private Commit write(String stream, int events) {
    Commit commit = commit(heads.get(stream), stream, events);
    commits.insert(List.of(commit));
    log.append(commit);
    heads.put(stream, commit.head());
    return commit;
  }

  /** Every seal follows the one before, and has its heads. */
  private List<SignedSeal> checked() {
    List<SignedSeal> seals = new ArrayList<>();
    MerkleTree past = new MerkleTree();
    table.after(
        0,
        signed -> {
          Seal seal = signed.seal();
          assertThat(seal.number()).isEqualTo(seals.size() + 1L);
          assertThat(seal.previous())
              .isEqualTo(seals.isEmpty() ? Hash.ZEROS : seals.getLast().seal().hash());
          assertThat(seal.past()).isEqualTo(past.root());
          assertThat(key.check().problem(signed)).isEmpty();
          MerkleTree tree = new MerkleTree();
          table.heads(signed, head -> tree.add(head.line()));
          assertThat(tree.size()).isEqualTo(seal.heads());
          assertThat(tree.root()).isEqualTo(seal.root());
          past.add(seal.hash().bytes());
          seals.add(signed);
        });
    return seals;
  }

  private void assertAllIsSealed() {
    checked();
    heads.forEach(
        (stream, head) ->
            assertThat(table.headOf(stream))
                .contains(new SealedHead(stream, head.version(), Hash.of(head.hash()))));
  }

  @Test
  void what_has_changed_is_sealed_and_nothing_else() throws Exception {
    write("series/a", 2);
    write("series/b", 1);
    assertThat(maker().sealAll()).hasSize(1);
    write("series/b", 3);

    List<SignedSeal> second = maker().sealAll();

    assertThat(second).hasSize(1);
    assertThat(second.getFirst().seal().heads()).isEqualTo(1);
    assertAllIsSealed();
    assertThat(maker().sealAll()).isEmpty();
  }

  @Test
  void a_maker_that_goes_on_seals_the_same_as_one_that_begins() throws Exception {
    SealMaker going = maker();
    for (int i = 0; i < 5; i++) {
      write("series/" + i % 2, 1);
      assertThat(going.sealAll()).hasSize(1);
      assertThat(going.sealAll()).isEmpty();
    }
    assertAllIsSealed();
    assertThat(maker().sealAll()).isEmpty();
  }

  @Test
  void repetitions_and_torn_commits_in_the_log_do_no_harm() throws Exception {
    Commit first = write("series/a", 2);
    Commit second = write("series/a", 2);
    log.append(first);
    log.append(second);
    maker().sealAll();
    log.append(first);
    assertThat(maker().sealAll()).isEmpty();
    Commit third = commit(heads.get("series/a"), "series/a", 3);
    commits.insert(List.of(third));
    log.append(third, 2);
    assertThat(maker().sealAll()).isEmpty();
    log.append(third);
    heads.put("series/a", third.head());

    maker().sealAll();

    assertAllIsSealed();
  }

  @Test
  void more_than_a_seal_holds_makes_several() throws Exception {
    for (int i = 0; i < 25; i++) {
      write("series/s" + i, 1);
    }
    assertThat(new SealMaker(table, log, key, 10, Clock.systemUTC()).sealAll())
        .hasSizeBetween(2, 3);
    assertAllIsSealed();
  }

  @Test
  void a_log_that_was_cut_off_and_published_again_is_read_from_its_beginning() throws Exception {
    List<Commit> written = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      written.add(write("series/s" + i % 3, 1));
    }
    maker().sealAll();
    log.cutOff(1);
    maker().sealAll();
    written.forEach(log::append);
    write("series/s1", 1);
    write("series/new", 1);

    maker().sealAll();

    assertAllIsSealed();
  }

  @Test
  void a_changed_commit_in_the_store_is_not_sealed() throws Exception {
    write("series/a", 1);
    Commit last = write("series/a", 1);
    database
        .getCollection("commits")
        .updateOne(
            Filters.eq("_id", new Document("s", "series/a").append("v", last.version())),
            Updates.set("hash", new Binary(new byte[32])));

    assertThatThrownBy(() -> maker().sealAll())
        .isInstanceOf(NotSealable.class)
        .hasMessageContaining("MongoDB has another commit at series/a@1");
    assertThat(checked()).isEmpty();
    database.getCollection("commits").deleteMany(new Document());
    assertThatThrownBy(() -> maker().sealAll()).hasMessageContaining("not in MongoDB");
  }

  @Test
  void a_stream_that_was_written_anew_is_not_sealed() throws Exception {
    write("series/a", 1);
    write("series/a", 1);
    maker().sealAll();
    Commit other = commit(commit(null, "series/a", 2).head(), "series/a", 1);
    log.append(other);

    assertThatThrownBy(() -> maker().sealAll())
        .isInstanceOf(NotSealable.class)
        .hasMessageContaining("not chained to what its stream was when it was last sealed");
    assertThat(checked()).hasSize(1);
  }

  @Test
  void a_gap_and_a_broken_commit_in_the_log_are_not_sealed() throws Exception {
    Commit first = write("series/a", 1);
    Commit third = commit(commit(first.head(), "series/a", 1).head(), "series/a", 1);
    log.append(third);
    assertThatThrownBy(() -> maker().sealAll()).hasMessageContaining("does not follow version 0");
    log.cutOff(1);
    Commit good = commit(first.head(), "series/a", 1);
    log.append(
        new Commit(
            good.stream(),
            good.version(),
            good.commandId(),
            good.fingerprint(),
            good.at(),
            null,
            List.of(
                "{\"type\":\"SeriesRenamed.v1\"}"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            good.previousHash(),
            good.hash()));
    assertThatThrownBy(() -> maker().sealAll()).hasMessageContaining("what its hash was taken of");
  }

  @Test
  void a_seal_that_was_changed_or_taken_out_stops_sealing() throws Exception {
    for (int i = 0; i < 3; i++) {
      write("series/a", 1);
      maker().sealAll();
    }
    Document second =
        Objects.requireNonNull(database.getCollection("seals").find(Filters.eq("_id", 2L)).first());
    database.getCollection("seals").deleteOne(Filters.eq("_id", 2L));
    assertThatThrownBy(() -> maker().sealAll())
        .isInstanceOf(NotSealable.class)
        .hasMessageContaining("not chained to the one before it");
    second.put("signed", second.getString("signed").replace("\"heads\":1", "\"heads\":2"));
    database.getCollection("seals").insertOne(second);
    assertThatThrownBy(() -> maker().sealAll()).isInstanceOf(NotSealable.class);
  }

  /** A table that fails at one of its writes: before it takes effect, or after. */
  private static class Failing implements SealTable {
    private final SealTable table;
    private int left;
    private final boolean after;

    Failing(SealTable table, int left, boolean after) {
      this.table = table;
      this.left = left;
      this.after = after;
    }

    private void step(Runnable write) {
      boolean fails = left-- == 0;
      if (!fails || after) {
        write.run();
      }
      if (fails) {
        throw new IllegalStateException("killed");
      }
    }

    @Override
    public Optional<SignedSeal> last() {
      return table.last();
    }

    @Override
    public void after(long number, Consumer<SignedSeal> seals) {
      table.after(number, seals);
    }

    @Override
    public Optional<SealedHead> headOf(String stream) {
      return table.headOf(stream);
    }

    @Override
    public void heads(SignedSeal seal, Consumer<SealedHead> heads) {
      table.heads(seal, heads);
    }

    @Override
    public void write(SignedSeal seal, int first, List<SealedHead> heads) {
      // one by one, so that there is a moment between any two
      for (int i = 0; i < heads.size(); i++) {
        int index = i;
        step(() -> table.write(seal, first + index, heads.subList(index, index + 1)));
      }
    }

    @Override
    public boolean count(SignedSeal seal) {
      boolean[] counted = {false};
      step(() -> counted[0] = table.count(seal));
      return counted[0];
    }

    @Override
    public void clean(SignedSeal counted) {
      step(() -> table.clean(counted));
    }

    @Override
    public Map<Place, Hash> stored(Collection<Place> places) {
      return table.stored(places);
    }
  }

  @Test
  void killed_between_any_two_writes_it_leaves_nothing_that_counts_by_half() throws Exception {
    int seals = 0;
    for (int at = 0; at < 6; at++) {
      for (boolean after : List.of(false, true)) {
        for (int i = 0; i < 3; i++) {
          write("series/s" + i, 1);
        }
        try {
          maker(new Failing(table, at, after)).sealAll();
        } catch (IllegalStateException killed) {
          assertThat(killed).hasMessage("killed");
        }
        checked();

        maker().sealAll();

        assertAllIsSealed();
        assertThat(checked()).hasSize(++seals);
      }
    }
    assertThat(maker().sealAll()).isEmpty();
    write("series/s0", 1);
    maker().sealAll();
    maker().sealAll();
    long counted = checked().stream().mapToLong(seal -> seal.seal().heads()).sum();
    assertThat(database.getCollection("seal_heads").countDocuments()).isEqualTo(counted);
  }

  @Test
  void of_two_that_seal_at_once_one_has_the_number_and_the_other_begins_again() throws Exception {
    write("series/a", 1);
    SealTable slow =
        new Failing(table, -1, false) {
          private boolean overtaken;

          @Override
          public boolean count(SignedSeal seal) {
            if (!overtaken) {
              overtaken = true;
              SealContract.this.write("series/b", 1);
              try {
                maker().sealAll();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }
            return super.count(seal);
          }
        };
    maker(slow).sealAll();

    assertThat(checked()).hasSize(1);
    write("series/a", 1);
    maker(slow).sealAll();
    assertThat(checked()).hasSize(2);
    assertAllIsSealed();
  }

  @Test
  void after_a_change_of_keys_sealing_goes_on_under_the_new_one() throws Exception {
    write("series/a", 1);
    maker().sealAll();
    SigningKey old = key;
    key = newKey("new.pem");
    write("series/a", 1);
    maker().sealAll();

    List<SignedSeal> seals = new ArrayList<>();
    table.after(0, seals::add);
    assertThat(seals.get(0).seal().key()).isEqualTo(old.id());
    assertThat(seals.get(1).seal().key()).isEqualTo(key.id());
    assertThat(key.check().problem(seals.get(1))).isEmpty();
  }

  @Test
  void each_seal_is_published_and_in_the_folder_and_a_missing_file_is_written_again()
      throws Exception {
    Path seals = folder.resolve("seals");
    try (Sealer sealer =
        new Sealer(
            table,
            log,
            maker(),
            new Sealer.Settings(Duration.ofHours(1), seals),
            RelayLease.alone(),
            Timing.SYSTEM)) {
      sealer.start();
      for (int i = 1; i <= 3; i++) {
        write("series/a", 1);
        write("series/b", 1);
        assertThat(sealer.seal(Duration.ofSeconds(20))).isInstanceOf(Sealing.Done.class);
      }
      assertThat(log.publications).hasSize(3);
      List<String> lines = Files.readAllLines(seals.resolve("seal-00000002.jsonl"));
      SignedSeal signed = SignedSeal.read(lines.getFirst());
      assertThat(signed).isEqualTo(checked().get(1));
      MerkleTree tree = new MerkleTree();
      lines.stream().skip(1).forEach(line -> tree.add(SealedHead.read(line).line()));
      assertThat(tree.root()).isEqualTo(signed.seal().root());

      Files.delete(seals.resolve("seal-00000002.jsonl"));
      assertThat(sealer.seal(Duration.ofSeconds(20)))
          .isEqualTo(new Sealing.Done(List.of(), SealMaker.told(checked().get(2))));
      assertThat(Files.readAllLines(seals.resolve("seal-00000002.jsonl"))).isEqualTo(lines);
      assertThat(names(seals)).hasSize(3);
    }
  }

  @Test
  @Timeout(60)
  void what_has_changed_is_sealed_at_intervals_without_being_asked_for() throws Exception {
    Path seals = folder.resolve("seals");
    PassedTime time = new PassedTime();
    try (Sealer sealer = sealer(Duration.ofMinutes(10), seals, time)) {
      write("series/a", 1);
      sealer.start();
      time.pass(Duration.ofSeconds(59));
      assertThat(checked()).isEmpty();
      time.pass(Duration.ofSeconds(5)); // it looks every five
      assertThat(checked()).hasSize(1);

      write("series/b", 1);
      time.pass(Duration.ofSeconds(599));
      assertThat(checked()).hasSize(1);
      time.pass(Duration.ofSeconds(5));
      assertThat(checked()).hasSize(2);
      assertAllIsSealed();

      time.pass(Duration.ofMinutes(10));
      time.pass(Duration.ofMinutes(10));
      assertThat(checked()).as("nothing has changed").hasSize(2);
      assertThat(log.publications).hasSize(2);
      assertThat(names(seals)).hasSize(2);
    }
  }

  @Test
  @Timeout(60)
  void a_seal_that_could_not_be_published_is_published_and_in_the_folder_within_a_minute()
      throws Exception {
    Path seals = folder.resolve("seals");
    PassedTime time = new PassedTime();
    try (Sealer sealer = sealer(Duration.ofHours(6), seals, time)) {
      write("series/a", 1);
      log.away = true;
      sealer.start();
      time.pass(Duration.ofMinutes(1));
      assertThat(checked()).hasSize(1);
      assertThat(sealer.trouble().orElse("")).contains("the log is away");
      assertThat(seals).doesNotExist();

      log.away = false;
      time.pass(Duration.ofMinutes(1));

      assertThat(sealer.trouble()).isEmpty();
      assertThat(log.publications).isEqualTo(checked());
      assertThat(names(seals)).containsExactly("seal-00000001.jsonl");
    }
  }

  private Sealer sealer(Duration interval, Path seals, Timing timing) {
    return new Sealer(
        table, log, maker(), new Sealer.Settings(interval, seals), RelayLease.alone(), timing);
  }

  @Test
  void a_sealer_that_refuses_says_why_and_what_to_do_until_it_is_mended() throws Exception {
    try (Sealer sealer =
        new Sealer(
            table,
            log,
            maker(),
            new Sealer.Settings(Duration.ofHours(1), null),
            RelayLease.alone(),
            Timing.SYSTEM)) {
      sealer.start();
      write("series/a", 1);
      Document stored = Objects.requireNonNull(database.getCollection("commits").find().first());
      database.getCollection("commits").deleteMany(new Document());

      assertThat(sealer.seal(Duration.ofSeconds(20)).toString())
          .contains("Refused", "series/a@0 is in the log, and not in MongoDB", "minutebook verify");
      assertThat(sealer.isRefusing()).isTrue();
      assertThat(sealer.trouble().orElse("")).contains("refuses to seal");

      database.getCollection("commits").insertOne(stored);
      assertThat(sealer.seal(Duration.ofSeconds(20))).isInstanceOf(Sealing.Done.class);
      assertThat(sealer.trouble()).isEmpty();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

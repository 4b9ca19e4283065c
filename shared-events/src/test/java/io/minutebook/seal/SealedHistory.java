package io.minutebook.seal;

import io.minutebook.event.EntryAddress;
import io.minutebook.event.EntryId;
import io.minutebook.event.Form;
import io.minutebook.event.MeetingEvent.EntryReworded;
import io.minutebook.event.MeetingEvent.MeetingScheduled;
import io.minutebook.event.MeetingEvent.NoteAdded;
import io.minutebook.event.MeetingId;
import io.minutebook.event.Place;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.Meta;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The minutes of a meeting, sealed among others once after each change. */
final class SealedHistory {

  static final MeetingId MEETING = MeetingId.parse("harbour/2026-03-02");
  static final EntryAddress NOTE = EntryAddress.parse("harbour/2026-03-02#e2");

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final EventCodec CODEC = new EventCodec();

  final List<Commit> commits = new ArrayList<>();
  final List<SignedSeal> seals = new ArrayList<>();
  private final List<List<SealedHead>> heads = new ArrayList<>();
  private final KeyPair key;

  SealedHistory(KeyPair key, int others, String... wordings) {
    this.key = key;
    EntryId title = new EntryId(1);
    EntryId note = new EntryId(2);
    add(new MeetingScheduled(MEETING, title, "Harbour crew", null));
    seal(others);
    for (String wording : wordings) {
      add(
          commits.size() == 1
              ? new NoteAdded(note, new Place(null, title), Form.BULLET, wording, null)
              : new EntryReworded(note, wording, null));
      seal(others);
    }
  }

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SealKeys keys() {
    return new SealKeys(List.of(key.getPublic()));
  }

  private void add(io.minutebook.event.Event event) {
    Meta meta = new Meta("anna", null, "Command", null, null, null, Map.of());
    Head head = commits.isEmpty() ? null : commits.getLast().head();
    commits.add(
        Commit.following(
            head,
            MEETING.stream(),
            "c" + commits.size(),
            "f",
            NOON.plusSeconds(commits.size()),
            null,
            List.of(CODEC.encode(event, meta))));
  }

  private void seal(int others) {
    List<SealedHead> sealed = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      String stream = "meeting/a%06d/2026-03-02".formatted(i);
      sealed.add(new SealedHead(stream, commits.size(), Hash.taken(new byte[] {(byte) i})));
    }
    Commit last = commits.getLast();
    sealed.add(new SealedHead(last.stream(), last.lastVersion(), Hash.of(last.hash())));
    MerkleTree tree = new MerkleTree();
    sealed.forEach(head -> tree.add(head.line()));
    MerkleTree past = new MerkleTree();
    seals.forEach(each -> past.add(each.seal().hash().bytes()));
    heads.add(sealed);
    seals.add(
        SignedSeal.sign(
            new Seal(
                seals.size() + 1L,
                NOON.plusSeconds(60L * commits.size()),
                seals.isEmpty() ? Hash.ZEROS : seals.getLast().seal().hash(),
                past.root(),
                sealed.size(),
                tree.root(),
                "minutebook.events",
                List.of(
                    new LogMark(0, commits.size(), LogMark.record("meeting/x", 1, Hash.ZEROS)),
                    new LogMark(1, 0, null)),
                SealKeys.id(key.getPublic())),
            key.getPrivate()));
  }

  /** The proof that leads from one seal to another, by their numbers. */
  Proof proof(int number, int until) {
    List<SealedHead> sealed = heads.get(number - 1);
    List<Hash> leaves = sealed.stream().map(head -> MerkleTree.leaf(head.line())).toList();
    List<Hash> past =
        seals.subList(0, until - 1).stream()
            .map(each -> MerkleTree.leaf(each.seal().hash().bytes()))
            .toList();
    return new Proof(
        NOTE,
        commits.subList(0, number),
        seals.get(number - 1),
        sealed.size() - 1,
        MerkleTree.path(leaves, sealed.size() - 1),
        seals.get(until - 1),
        number == until ? List.of() : MerkleTree.path(past, number - 1));
  }
}

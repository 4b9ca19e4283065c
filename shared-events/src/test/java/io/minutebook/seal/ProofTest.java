package io.minutebook.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minutebook.event.EntryAddress;
import io.minutebook.seal.ProofCheck.Fails;
import io.minutebook.seal.ProofCheck.Holds;
import io.minutebook.seal.ProofCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofTest {

  private final KeyPair key = SealedHistory.newKey();
  private final SealedHistory history =
      new SealedHistory(key, 20, "The crane is closed", "The crane is open", "No crane — nowhere");

  private Verdict check(Proof proof) {
    return new ProofCheck(history.keys(), Optional.empty()).check(proof);
  }

  private static String reason(Verdict verdict) {
    return verdict instanceof Fails fails ? fails.reason() : "it holds";
  }

  private static EntryStory story(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Holds.class);
    return ((Holds) verdict).story();
  }

  @Test
  void what_was_written_reads_back_the_same() {
    Proof proof = history.proof(3, 4);

    assertThat(Proof.read(proof.bytes())).isEqualTo(proof);
  }

  @Test
  void a_proof_shows_what_the_entry_said_in_each_seal_up_to_each_later_one() {
    List<String> said =
        List.of("- The crane is closed", "- The crane is open", "- No crane — nowhere");
    for (int number = 2; number <= 4; number++) {
      for (int until = number; until <= 4; until++) {
        EntryStory story = story(check(Proof.read(history.proof(number, until).bytes())));

        assertThat(story.text().replaceAll("^[-*] +", "- ")).isEqualTo(said.get(number - 2));
        assertThat(story.stands()).isTrue();
        assertThat(story.changes()).hasSize(number - 1);
        assertThat(story.changes().getFirst().actor()).isEqualTo("anna");
      }
    }
  }

  @Test
  void an_entry_that_is_not_there_is_not_proved() {
    assertThat(reason(check(history.proof(1, 4)))).contains("have no entry e2");
  }

  @Test
  void another_key_is_not_trusted() {
    SealKeys others = new SealKeys(List.of(SealedHistory.newKey().getPublic()));

    assertThat(reason(new ProofCheck(others, Optional.empty()).check(history.proof(2, 4))))
        .contains("not among those that were given");
  }

  @Test
  void a_key_that_was_changed_is_one_of_several() {
    SealKeys several = new SealKeys(List.of(SealedHistory.newKey().getPublic(), key.getPublic()));

    assertThat(new ProofCheck(several, Optional.empty()).check(history.proof(2, 4)))
        .isInstanceOf(Holds.class);
  }

  @Test
  void a_holder_of_the_key_who_rewrites_everything_is_found_by_the_seal_that_was_kept() {
    SealedHistory rewritten = new SealedHistory(key, 20, "The crane never was", "x", "y");
    Proof proof = rewritten.proof(2, 4);
    Hash kept = history.seals.getLast().seal().hash();

    assertThat(check(proof)).isInstanceOf(Holds.class);
    assertThat(reason(new ProofCheck(history.keys(), Optional.of(kept)).check(proof)))
        .contains("the seal that was kept");
    assertThat(new ProofCheck(history.keys(), Optional.of(kept)).check(history.proof(2, 4)))
        .isInstanceOf(Holds.class);
  }

  @Test
  void parts_of_another_history_do_not_fit() {
    SealedHistory other = new SealedHistory(key, 20, "The crane was sold", "x", "y");
    Proof good = history.proof(2, 4);
    Proof bad = other.proof(2, 4);

    assertThat(
            reason(
                check(
                    new Proof(
                        good.entry(),
                        bad.commits(),
                        good.seal(),
                        good.index(),
                        good.path(),
                        good.latest(),
                        good.past()))))
        .contains("does not hold");
    assertThat(
            reason(
                check(
                    new Proof(
                        good.entry(),
                        good.commits(),
                        good.seal(),
                        good.index(),
                        good.path(),
                        bad.latest(),
                        bad.past()))))
        .contains("not in the past");
    assertThat(
            reason(
                check(
                    new Proof(
                        good.entry(),
                        good.commits().subList(0, 1),
                        good.seal(),
                        good.index(),
                        good.path(),
                        good.latest(),
                        good.past()))))
        .contains("does not hold");
  }

  @Test
  void whatever_byte_is_changed_nothing_else_is_ever_believed() {
    Proof proof = history.proof(3, 4);
    byte[] bytes = proof.bytes();
    EntryStory told = story(check(proof));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int believed = 0;
    for (int i = 0; i < 4 * bytes.length; i++) {
      byte[] changed = bytes.clone();
      int at = i % bytes.length;
      changed[at] =
          i < bytes.length
              ? (byte) (changed[at] ^ 1 << random.nextInt(8))
              : (byte) random.nextInt(256);
      try {
        Proof read = Proof.read(changed);
        if (check(read) instanceof Holds(EntryStory story)) {
          believed++;
          // another entry of the same minutes may be asked for; what is told of it is true as well
          EntryStory truth =
              read.entry().equals(proof.entry()) ? told : story(check(asking(proof, read.entry())));
          assertThat(story).as("seed %d, byte %d", seed, at).isEqualTo(truth);
          assertThat(read.seal()).isEqualTo(proof.seal());
          assertThat(read.latest()).isEqualTo(proof.latest());
        }
      } catch (Unreadable understandable) {
        assertThat(understandable).hasMessageMatching("(?s).{5,}");
      }
    }
    assertThat(believed).as("seed %d", seed).isLessThan(bytes.length);
  }

  private static Proof asking(Proof proof, EntryAddress entry) {
    return new Proof(
        entry,
        proof.commits(),
        proof.seal(),
        proof.index(),
        proof.path(),
        proof.latest(),
        proof.past());
  }

  @Test
  void what_is_no_proof_gets_an_understandable_answer() {
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "7",
            "{}",
            "{\"format\":\"minutebook-proof-v2\"}",
            "{\"format\":\"minutebook-proof-v1\"}",
            new String(history.proof(2, 4).bytes(), StandardCharsets.UTF_8) + "x",
            new String(history.proof(2, 4).bytes(), StandardCharsets.UTF_8)
                .replace("\"index\":20", "\"index\":20.0"),
            new String(history.proof(2, 4).bytes(), StandardCharsets.UTF_8)
                .replace("\"index\":20", "\"index\":20,\"more\":1"),
            new String(history.proof(2, 4).bytes(), StandardCharsets.UTF_8)
                .replace("harbour/2026-03-02#e2", "harbour"))) {
      assertThatThrownBy(() -> Proof.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(Unreadable.class);
    }
    assertThatThrownBy(() -> SealKeys.fromPem("key.pem", "no key"))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("key.pem holds no public key");
    assertThatThrownBy(
            () ->
                SealKeys.fromPem(
                    "key.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void a_proof_grows_with_the_logarithm_of_what_was_sealed() {
    List<String> wordings = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      wordings.add("wording " + i);
    }
    SealedHistory sealed = new SealedHistory(key, 1_000, wordings.toArray(String[]::new));
    Proof proof = sealed.proof(2, 65);

    assertThat(proof.path()).hasSizeBetween(1, 10);
    assertThat(proof.past()).hasSizeBetween(1, 7);
    assertThat(proof.bytes()).hasSizeLessThan(6_000);
  }
}

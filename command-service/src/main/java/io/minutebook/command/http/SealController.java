package io.minutebook.command.http;

import io.minutebook.command.Sealing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Seals what has changed, for an admin who does not want to wait for the interval. */
@RestController
final class SealController {

  static final String PATH = "/seals";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Sealing sealing;

  SealController(Sealing sealing) {
    this.sealing = sealing;
  }

  /**
   * What was sealed.
   *
   * @param done false: it goes on; ask again
   * @param made the seals that were made, in order; none if nothing had changed
   * @param latest the newest seal; null if there is none, or not yet
   */
  record Sealed(boolean done, List<MadeSeal> made, @Nullable MadeSeal latest) {}

  /**
   * A seal.
   *
   * @param number from 1, without a gap
   * @param at when it was made
   * @param hash its SHA-256, which the next seal names; worth keeping elsewhere
   * @param heads how many streams it seals
   * @param key the id of the key that signed it: the SHA-256 of its public key
   */
  record MadeSeal(long number, String at, String hash, int heads, String key) {
    static MadeSeal of(Sealing.Made made) {
      return new MadeSeal(
          made.number(), made.at().toString(), made.hash(), made.heads(), made.key());
    }
  }

  @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Sealed> seal(HttpServletRequest request) throws InterruptedException {
    Incoming.checkQuery(request, Set.of());
    return switch (sealing.seal(PATIENCE)) {
      case Sealing.Done done ->
          ResponseEntity.ok(
              new Sealed(
                  true,
                  done.made().stream().map(MadeSeal::of).toList(),
                  done.latest() == null ? null : MadeSeal.of(done.latest())));
      case Sealing.GoesOn goesOn ->
          ResponseEntity.status(HttpStatus.ACCEPTED).body(new Sealed(false, List.of(), null));
      case Sealing.Refused refused ->
          throw new ProblemException(ProblemKind.CONFLICT, null, refused.why());
      case Sealing.NoKey noKey ->
          throw new ProblemException(
              ProblemKind.CONFLICT,
              null,
              "This server has no key to seal with: set minutebook.seals.private-key.");
      case Sealing.Hindered hindered ->
          throw new ProblemException(
              ProblemKind.UNAVAILABLE, null, "Nothing could be sealed: " + hindered.why());
    };
  }
}

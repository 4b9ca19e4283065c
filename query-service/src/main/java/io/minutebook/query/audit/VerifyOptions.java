package io.minutebook.query.audit;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is verified, and against what.
 *
 * @param keys the public keys that may have signed seals; none: signatures are not checked, and the
 *     report says so
 * @param seals a folder with a copy of the seals that was kept elsewhere; null: there is none
 * @param sealTopic the topic with the seals
 * @param group the consumer group under which the views follow the log
 * @param copied how old a seal may be that the folder does not have yet
 * @param recorded whether the outcome is stored, for the query service to show
 */
public record VerifyOptions(
    Scope scope,
    List<PublicKey> keys,
    @Nullable Path seals,
    String sealTopic,
    String group,
    Duration copied,
    boolean recorded) {

  /** So old a seal may be of which a folder that is kept elsewhere has no copy yet. */
  public static final Duration A_DAY = Duration.ofDays(1);

  /** Everything, as the services are set up by default; nothing is stored. */
  public static final VerifyOptions ALL =
      new VerifyOptions(
          Scope.ALL, List.of(), null, "minutebook.seals", "minutebook.views", A_DAY, false);

  public VerifyOptions {
    keys = List.copyOf(keys);
  }

  /** The same with a folder that has to have what is older than a day. */
  public VerifyOptions(
      Scope scope,
      List<PublicKey> keys,
      @Nullable Path seals,
      String sealTopic,
      String group,
      boolean recorded) {
    this(scope, keys, seals, sealTopic, group, A_DAY, recorded);
  }

  /** The same for some streams. */
  public VerifyOptions of(Scope other) {
    return new VerifyOptions(other, keys, seals, sealTopic, group, copied, recorded);
  }

  /** The same with these keys, and a copy of the seals. */
  public VerifyOptions with(List<PublicKey> otherKeys, @Nullable Path copy) {
    return new VerifyOptions(scope, otherKeys, copy, sealTopic, group, copied, recorded);
  }

  /** The same with a folder that has to have what is older than that. */
  public VerifyOptions copiedWithin(Duration time) {
    return new VerifyOptions(scope, keys, seals, sealTopic, group, time, recorded);
  }

  /** The same, and the outcome is stored. */
  public VerifyOptions recording() {
    return new VerifyOptions(scope, keys, seals, sealTopic, group, copied, true);
  }
}

package io.minutebook.query.graphql;

import io.minutebook.seal.Seal;
import io.minutebook.seal.SignedSeal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A seal as GraphQL shows it. */
record SealNode(
    int number,
    Instant at,
    String hash,
    String previous,
    int heads,
    String root,
    String key,
    String document) {

  static SealNode of(SignedSeal signed) {
    Seal seal = signed.seal();
    return new SealNode(
        Math.toIntExact(seal.number()),
        seal.at(),
        seal.hash().toString(),
        seal.previous().toString(),
        seal.heads(),
        seal.root().toString(),
        seal.key().toString(),
        new String(signed.bytes(), StandardCharsets.UTF_8));
  }
}

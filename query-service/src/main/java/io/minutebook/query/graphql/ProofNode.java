package io.minutebook.query.graphql;

import io.minutebook.seal.Proof;
import java.nio.charset.StandardCharsets;

/** A proof as GraphQL shows it. */
record ProofNode(String entry, SealNode seal, SealNode latest, String document) {

  static ProofNode of(Proof proof) {
    return new ProofNode(
        proof.entry().toString(),
        SealNode.of(proof.seal()),
        SealNode.of(proof.latest()),
        new String(proof.bytes(), StandardCharsets.UTF_8));
  }
}

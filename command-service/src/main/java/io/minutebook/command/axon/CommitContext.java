package io.minutebook.command.axon;

import io.minutebook.command.Context;
import io.minutebook.log.Meta;
import java.time.Instant;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** What a commit needs besides its events, carried in each event's Axon metadata. */
record CommitContext(
    String commandId, String fingerprint, @Nullable Instant occurredAt, Meta meta) {

  private static final String KEY = "minutebook.commit";

  static CommitContext of(String commandId, Context context, String command) {
    return new CommitContext(
        commandId,
        context.fingerprint(),
        context.occurredAt(),
        new Meta(
            context.actor(),
            context.onBehalfOf(),
            command,
            context.correlation(),
            null,
            context.reason(),
            context.provenance()));
  }

  MetaData asMetaData() {
    return MetaData.with(KEY, this);
  }

  static CommitContext in(MetaData metaData) {
    if (metaData.get(KEY) instanceof CommitContext context) {
      return context;
    }
    throw new IllegalStateException("an event was applied without its commit's context");
  }
}

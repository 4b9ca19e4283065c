package io.minutebook.log;

import io.minutebook.event.Event;

/** An event and who made it: what one event's bytes hold. */
public record EventWithMeta(Event event, Meta meta) {}

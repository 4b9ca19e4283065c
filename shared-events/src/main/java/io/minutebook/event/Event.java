package io.minutebook.event;

/** A fact about one stream: a series or one meeting of it. */
public sealed interface Event permits MeetingEvent, SeriesEvent {}

package io.minutebook.query.graphql;

import io.minutebook.minutes.Content;

/** What kinds of entries are called in GraphQL, and in the views. */
final class EntryKinds {

  private EntryKinds() {}

  static EntryNode.Kind of(Content content) {
    return switch (content) {
      case Content.Title _ -> EntryNode.Kind.TITLE;
      case Content.Coordinates _ -> EntryNode.Kind.COORDINATES;
      case Content.Attendance _ -> EntryNode.Kind.ATTENDANCE;
      case Content.Section _ -> EntryNode.Kind.SECTION;
      case Content.Note _ -> EntryNode.Kind.NOTE;
      case Content.Nothing _ -> EntryNode.Kind.NOTHING;
      case Content.Announcement _ -> EntryNode.Kind.ANNOUNCEMENT;
      case Content.Duty _ -> EntryNode.Kind.DUTY;
      case Content.QueueCount _ -> EntryNode.Kind.QUEUE_COUNT;
      case Content.Table _ -> EntryNode.Kind.TABLE;
      case Content.TicketCount _ -> EntryNode.Kind.TICKET_COUNT;
      case Content.ReleaseTickets _ -> EntryNode.Kind.RELEASE_COUNTS;
      case Content.Release _ -> EntryNode.Kind.RELEASE;
      case Content.Row _ -> EntryNode.Kind.ROW;
      case Content.Support _ -> EntryNode.Kind.SUPPORT;
      case Content.Action _ -> EntryNode.Kind.ACTION;
      case Content.Decision _ -> EntryNode.Kind.DECISION;
      case Content.ListedPackage _ -> EntryNode.Kind.PACKAGE;
    };
  }

  /** The name of a kind in the views. */
  static String view(EntryNode.Kind kind) {
    return switch (kind) {
      case TITLE -> "title";
      case COORDINATES -> "coordinates";
      case ATTENDANCE -> "attendance";
      case SECTION -> "section";
      case NOTE -> "note";
      case NOTHING -> "nothing";
      case ANNOUNCEMENT -> "announcement";
      case DUTY -> "duty";
      case QUEUE_COUNT -> "queueCount";
      case TABLE -> "table";
      case TICKET_COUNT -> "ticketCount";
      case RELEASE_COUNTS -> "releaseCounts";
      case RELEASE -> "release";
      case ROW -> "row";
      case SUPPORT -> "support";
      case ACTION -> "action";
      case DECISION -> "decision";
      case PACKAGE -> "package";
    };
  }
}

package io.minutebook.cli;

import io.minutebook.cli.GitImportReport.Failure;
import io.minutebook.cli.GitImportReport.Result;
import io.minutebook.cli.client.Accepted;
import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Origin;
import io.minutebook.cli.client.Precondition;
import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.git.Content;
import io.minutebook.cli.git.DocumentChange;
import io.minutebook.cli.git.GitHistory;
import io.minutebook.cli.git.Plan;
import io.minutebook.cli.git.Revision;
import io.minutebook.cli.git.UnreadableDocument;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings a history in, one request for each revision of a document. Which revisions are there
 * already, the services are asked; the idempotency key of a request follows from what is sent and
 * on top of which version. So an import that was interrupted anywhere can be repeated, and nothing
 * is stored twice.
 */
final class GitImport {

  private static final int STALE = 412;
  private static final int ROUNDS = 5;
  private static final String TYPES =
      """
      query($meeting: String!, $first: Int, $after: String) {
        history(meeting: $meeting, first: $first, after: $after) {
          nodes { version type }
          pageInfo { hasNextPage endCursor }
        }
      }
      """;

  private final SeriesId series;
  private final GitHistory history;
  private final Commands commands;
  private final Queries queries;
  private final boolean overwrite;

  private final Map<MeetingId, ImportedDocument> documents = new HashMap<>();
  private final Map<MeetingId, Set<String>> stored = new LinkedHashMap<>();
  private final Map<MeetingId, String> tokens = new LinkedHashMap<>();
  private final Map<Revision.Kind, Map<Result, Integer>> results =
      new EnumMap<>(Revision.Kind.class);
  private final List<Failure> failures = new ArrayList<>();

  /** An import into a series; {@code overwrite}: also over what was edited in Minutebook. */
  GitImport(
      SeriesId series, GitHistory history, Commands commands, Queries queries, boolean overwrite) {
    this.series = series;
    this.history = history;
    this.commands = commands;
    this.queries = queries;
    this.overwrite = overwrite;
  }

  /** Brings a plan in; {@code name} is for a series that has to be made. */
  GitImportReport run(Plan plan, @Nullable String name, Progress progress) throws IOException {
    plan.unusable().forEach((file, reason) -> failures.add(new Failure(file, null, null, reason)));
    boolean seriesMade =
        !plan.revisions().isEmpty()
            && new SeriesMaker(series, commands, queries).make(name, firstDocument(plan));
    Known known = new Known(plan);
    for (Revision revision : plan.revisions()) {
      for (DocumentChange change : revision.changes()) {
        Result result = bringIn(known, revision, change);
        results
            .computeIfAbsent(revision.kind(), kind -> new EnumMap<>(Result.class))
            .merge(result, 1, Integer::sum);
        progress.step();
      }
    }
    queries.await(List.copyOf(tokens.values()));
    return new GitImportReport(
        series, seriesMade, plan.meetings().size(), results, eventsByType(), failures);
  }

  /** The documents as they were last brought in, or as they stood already. */
  SortedMap<String, byte[]> documents() {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    documents.forEach(
        (meeting, document) -> {
          if (document.standing().isLive()) {
            contents.put(meeting.toString(), document.standing().content());
          }
        });
    return contents;
  }

  private byte[] firstDocument(Plan plan) throws IOException {
    for (Revision revision : plan.revisions()) {
      for (DocumentChange change : revision.changes()) {
        if (change.after() != null) {
          try {
            return history.read(change.after());
          } catch (UnreadableDocument tooLarge) {
            // Then the next one gives the series its name.
          }
        }
      }
    }
    return new byte[0];
  }

  private Result bringIn(Known known, Revision revision, DocumentChange change) throws IOException {
    try {
      for (int round = 1; ; round++) {
        ImportedDocument document = document(known, change.meeting());
        if (document.has(known.place(revision))) {
          return Result.ALREADY_THERE;
        }
        byte[] seen = revision.kind() == Revision.Kind.SIDE ? read(change.before()) : null;
        NextStep step =
            NextStep.of(revision.kind(), document.standing(), seen, read(change.after()));
        if (step instanceof NextStep.Nothing) {
          return Result.CHANGED_NOTHING;
        }
        if (document.refusal() != null) {
          if (document.refuseOnce()) {
            failures.add(new Failure(change.file(), change.meeting(), null, document.refusal()));
          }
          return Result.FAILED;
        }
        try {
          send(document, revision, change, step);
          return Result.BROUGHT_IN;
        } catch (Problem problem) {
          if (problem.status() != STALE || round == ROUNDS) {
            throw problem;
          }
          lookAgain(change.meeting(), document.standing().version());
        }
      }
    } catch (Problem problem) {
      if (problem.isAboutRights()) {
        throw problem;
      }
      return failed(revision, change, String.valueOf(problem.getMessage()));
    } catch (UnreadableDocument unreadable) {
      return failed(revision, change, String.valueOf(unreadable.getMessage()));
    }
  }

  private Result failed(Revision revision, DocumentChange change, String reason) {
    failures.add(new Failure(change.file(), change.meeting(), revision.id(), reason));
    return Result.FAILED;
  }

  private byte @Nullable [] read(@Nullable Content content) throws IOException {
    return content == null ? null : history.read(content);
  }

  private ImportedDocument document(Known known, MeetingId meeting) {
    ImportedDocument document = documents.get(meeting);
    if (document == null) {
      document = ImportedDocument.find(meeting, known, queries, overwrite);
      documents.put(meeting, document);
    }
    return document;
  }

  /** The query side was behind, or somebody writes at the same time: what stands now? */
  private void lookAgain(MeetingId meeting, long version) {
    queries.await(List.of(meeting.stream() + "@" + (version + 1)));
    documents.remove(meeting);
  }

  private void send(
      ImportedDocument document, Revision revision, DocumentChange change, NextStep step) {
    MeetingId meeting = change.meeting();
    Standing standing = document.standing();
    Precondition precondition =
        standing.exists() ? new Precondition.At(standing.version()) : new Precondition.New();
    Origin origin =
        new Origin(
            change.file(), revision.id(), revision.subject(), revision.author(), revision.at());
    switch (step) {
      case NextStep.Nothing() -> {}
      case NextStep.Put(byte[] content, boolean reinstate) -> {
        Accepted accepted =
            commands.putMinutes(
                meeting,
                content,
                origin,
                reinstate,
                precondition,
                key(revision, meeting, precondition, "put " + reinstate, Digest.of(content)));
        remember(meeting, accepted);
        document.stands(new Standing(accepted.version(), false, content));
      }
      case NextStep.Cancel() -> {
        String reason =
            revision.subject().isBlank() ? "deleted at " + revision.id() : revision.subject();
        Accepted accepted =
            commands.command(
                meeting,
                "CancelMeeting",
                Map.of("reason", reason),
                origin,
                precondition,
                key(revision, meeting, precondition, "cancel", ""));
        remember(meeting, accepted);
        document.stands(new Standing(accepted.version(), true, standing.content()));
      }
    }
  }

  private static String key(
      Revision revision,
      MeetingId meeting,
      Precondition precondition,
      String what,
      String contentDigest) {
    return Digest.of(
        "revision", revision.id(), meeting.toString(), precondition.text(), what, contentDigest);
  }

  private void remember(MeetingId meeting, Accepted accepted) {
    tokens.put(meeting, accepted.token());
    stored.computeIfAbsent(meeting, it -> new HashSet<>()).addAll(accepted.events());
  }

  private SortedMap<String, Integer> eventsByType() {
    SortedMap<String, Integer> events = new TreeMap<>();
    stored.forEach(
        (meeting, ids) -> {
          for (JsonNode change : queries.askAll(TYPES, Map.of("meeting", meeting.toString()))) {
            if (ids.contains(meeting.stream() + "@" + change.path("version").asLong())) {
              events.merge(change.path("type").asString(), 1, Integer::sum);
            }
          }
        });
    return events;
  }

  /** Which revisions the plan has, and where. */
  static final class Known {

    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> leftOut;

    Known(Plan plan) {
      for (Revision revision : plan.revisions()) {
        places.put(revision.id(), places.size());
      }
      leftOut = plan.leftOut();
    }

    int place(Revision revision) {
      return placeOf(revision.id());
    }

    /** Where in the plan a commit stands, or -1 if it does not. */
    int placeOf(String revision) {
      return places.getOrDefault(revision, -1);
    }

    boolean isForeign(String revision) {
      return !places.containsKey(revision) && !leftOut.contains(revision);
    }
  }
}

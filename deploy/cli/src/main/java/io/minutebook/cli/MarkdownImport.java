package io.minutebook.cli;

import io.minutebook.cli.ImportReport.Item;
import io.minutebook.cli.ImportReport.Result;
import io.minutebook.cli.client.Accepted;
import io.minutebook.cli.client.Commands;
import io.minutebook.cli.client.Precondition;
import io.minutebook.cli.client.Problem;
import io.minutebook.cli.client.Queries;
import io.minutebook.cli.client.StoredDocument;
import io.minutebook.cli.files.DocumentFile;
import io.minutebook.cli.files.DocumentFolder;
import io.minutebook.cli.files.TitleLine;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings documents in, one request each. The idempotency key of a request follows from what is sent
 * and on top of which version, so that an import that was interrupted can be repeated: what was
 * accepted is answered as the first time and never stored twice.
 */
final class MarkdownImport {

  private static final int STALE = 412;
  private static final int ROUNDS = 5;

  private final SeriesId series;
  private final Commands commands;
  private final Queries queries;

  MarkdownImport(SeriesId series, Commands commands, Queries queries) {
    this.series = series;
    this.commands = commands;
    this.queries = queries;
  }

  /** Imports a folder; {@code name} is for a series that has to be made. */
  ImportReport run(DocumentFolder folder, @Nullable String name, Progress progress)
      throws IOException {
    List<Item> items = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    boolean seriesMade =
        !folder.documents().isEmpty()
            && new SeriesMaker(series, commands, queries)
                .make(name, folder.documents().getFirst().content());
    for (DocumentFile file : folder.documents()) {
      items.add(bringIn(file, file.content(), tokens));
      progress.step();
    }
    for (DocumentFolder.Unusable file : folder.unusable()) {
      items.add(Item.failed(file.path().getFileName().toString(), null, file.reason()));
    }
    if (!tokens.isEmpty()) {
      queries.await(tokens);
    }
    return new ImportReport(
        series,
        seriesMade,
        items,
        folder.others().stream().map(it -> it.getFileName().toString()).toList());
  }

  private Item bringIn(DocumentFile file, byte[] content, List<String> tokens) {
    MeetingId meeting = file.meeting(series);
    @Nullable String remark = titleThatDisagrees(file, content);
    try {
      for (int round = 1; ; round++) {
        Optional<StoredDocument> stored = queries.minutes(meeting);
        if (stored.isPresent() && Arrays.equals(stored.get().content(), content)) {
          return new Item(file.name(), meeting, Result.UNCHANGED, stored.get().version(), remark);
        }
        try {
          return put(file, meeting, content, stored, tokens, remark);
        } catch (Problem problem) {
          // The query side was behind, or somebody writes at the same time: look again.
          if (problem.status() != STALE || round == ROUNDS) {
            throw problem;
          }
        }
      }
    } catch (Problem problem) {
      if (problem.isAboutRights()) {
        throw problem;
      }
      return Item.failed(file.name(), meeting, String.valueOf(problem.getMessage()));
    }
  }

  private Item put(
      DocumentFile file,
      MeetingId meeting,
      byte[] content,
      Optional<StoredDocument> stored,
      List<String> tokens,
      @Nullable String remark) {
    Precondition precondition =
        stored
            .<Precondition>map(it -> new Precondition.At(it.version()))
            .orElseGet(Precondition.New::new);
    String key = Digest.of("minutes", meeting.toString(), precondition.text(), Digest.of(content));
    Accepted accepted = commands.putMinutes(meeting, content, file.name(), precondition, key);
    tokens.add(accepted.token());
    Result result =
        accepted.events().isEmpty()
            ? Result.UNCHANGED
            : stored.isPresent() ? Result.CHANGED : Result.IMPORTED;
    return new Item(file.name(), meeting, result, accepted.version(), remark);
  }

  private static @Nullable String titleThatDisagrees(DocumentFile file, byte[] content) {
    return TitleLine.of(content)
        .flatMap(TitleLine::date)
        .filter(date -> !date.equals(file.date()))
        .map(date -> "its title says %s, its name %s".formatted(date, file.date()))
        .orElse(null);
  }
}

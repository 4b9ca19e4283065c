package io.minutebook.query.audit;

import io.minutebook.event.EntryId;
import io.minutebook.event.MeetingEvent;
import io.minutebook.log.EventCodec;
import io.minutebook.log.EventWithMeta;
import io.minutebook.markdown.MarkdownWriter;
import io.minutebook.markdown.MarkdownWriter.Piece;
import io.minutebook.minutes.Minutes;
import io.minutebook.query.view.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one meeting's history that knows for each line of the document who touched it last.
 * What a command left is compared with what it found: its events belong together, and the states
 * between them nobody ever saw.
 */
final class BlameFold {

  private static final EventCodec CODEC = new EventCodec();
  private final Map<EntryId, Touch> byEntry = new HashMap<>();
  private Minutes minutes = Minutes.NONE;
  private List<Piece> pieces = List.of();
  private List<TouchedLines.Line> lines = List.of();
  private @Nullable String command;
  private @Nullable Touch last;
  private long version = -1;

  /** Takes the next event of the stream. */
  void add(Change change) {
    if (!change.commandId().equals(command)) {
      settle();
      command = change.commandId();
    }
    EventWithMeta decoded = CODEC.decode(change.event().getBytes(StandardCharsets.UTF_8));
    if (!(decoded.event() instanceof MeetingEvent event)) {
      throw new IllegalArgumentException(change.stream() + " is no meeting's stream");
    }
    minutes = minutes.apply(event);
    version = change.version();
    Touch touch = Touch.of(change, decoded.meta().provenance().get("revision"));
    last = touch;
    change.entries().forEach(entry -> byEntry.put(new EntryId(entry), touch));
  }

  /** The last version that was taken; -1: none was. */
  long version() {
    return version;
  }

  /** The lines of the document as it is now. */
  List<BlamedLine> lines() {
    settle();
    List<BlamedLine> all = new ArrayList<>(lines.size());
    for (TouchedLines.Line line : lines) {
      String text = line.text();
      all.add(
          new BlamedLine(
              all.size() + 1,
              text.endsWith("\n") ? text.substring(0, text.length() - 1) : text,
              line.entry(),
              Objects.requireNonNull(line.touched())));
    }
    return all;
  }

  /** The command is over: what it left is compared with what it found. */
  private void settle() {
    Touch whole = last;
    if (whole == null) {
      return;
    }
    List<Piece> now = MarkdownWriter.pieces(minutes);
    if (!now.equals(pieces)) {
      lines =
          TouchedLines.after(
              lines,
              TouchedLines.split(now),
              entry -> Objects.requireNonNullElse(byEntry.get(entry), whole));
      pieces = now;
    }
    byEntry.clear();
    last = null;
  }
}

package io.minutebook.query.graphql;

import io.minutebook.event.PersonLabel;
import io.minutebook.query.audit.Moment;
import io.minutebook.query.view.StoredSeries;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series as GraphQL shows it; each method is named like the schema's field.
 *
 * @param asOf as of when its meetings are told too; empty: now
 */
record SeriesNode(StoredSeries stored, Optional<Moment.At> asOf) {

  /** A series as it is. */
  static SeriesNode now(StoredSeries stored) {
    return new SeriesNode(stored, Optional.empty());
  }

  record Board(String name, List<String> states) {}

  record Rota(String section, List<PersonLabel> people, LocalDate start, int days) {}

  record Alias(String label, String person) {}

  public String slug() {
    return stored.id().slug();
  }

  public String name() {
    return stored.series().name();
  }

  public long version() {
    return stored.version();
  }

  public List<String> sections() {
    return stored.series().sections();
  }

  public List<Board> boards() {
    return stored.series().boards().entrySet().stream()
        .map(board -> new Board(board.getKey(), board.getValue()))
        .toList();
  }

  public List<Rota> rotas() {
    return stored.series().rotas().entrySet().stream()
        .map(
            rota ->
                new Rota(
                    rota.getKey(),
                    rota.getValue().people(),
                    rota.getValue().start(),
                    rota.getValue().days()))
        .toList();
  }

  public @Nullable String template() {
    return stored.series().template();
  }

  public List<Alias> people() {
    return stored.series().people().entrySet().stream()
        .map(alias -> new Alias(alias.getKey(), alias.getValue()))
        .toList();
  }
}

package io.minutebook.command.axon;

import com.mongodb.MongoException;
import io.minutebook.command.Busy;
import io.minutebook.command.Decisions;
import io.minutebook.command.Outcome;
import io.minutebook.command.Refusal;
import io.minutebook.command.Request;
import io.minutebook.command.Unsettled;
import io.minutebook.command.eventstore.CommitStore;
import io.minutebook.command.eventstore.CommitTooLarge;
import io.minutebook.command.eventstore.OutcomeUnknown;
import io.minutebook.command.eventstore.StoreBusy;
import io.minutebook.command.meeting.Facts;
import io.minutebook.event.SeriesId;
import io.minutebook.log.Commit;
import io.minutebook.log.EventCodec;
import io.minutebook.log.Head;
import io.minutebook.log.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Has requests decided by the aggregates. An answer that appends nothing is given only once the
 * state that it was decided on is known to be the stream's current one, and the command is known
 * not to have been accepted before; so a stale cache costs a retry, never a wrong answer, and a
 * retry of an accepted command is answered as the first time.
 */
final class AxonDecisions implements Decisions {

  /** How often a request is decided anew because its stream went on meanwhile. */
  private static final int MOST_ATTEMPTS = 20;

  private final Dispatch dispatch;
  private final CommitStore store;
  private final Cache cache;
  private final EventCodec codec;
  private final FactsReader facts;
  private final Set<SeriesId> knownSeries = ConcurrentHashMap.newKeySet();

  AxonDecisions(
      CommandGateway gateway, CommitStore store, Cache cache, EventCodec codec, FactsReader facts) {
    this.dispatch = new Dispatch(gateway);
    this.store = store;
    this.cache = cache;
    this.codec = codec;
    this.facts = facts;
  }

  @Override
  public Outcome decide(Request request) {
    try {
      checkSeries(request);
      return decideOnCurrentState(request, Dispatch.commandId(request.context()));
    } catch (OutcomeUnknown e) {
      throw new Unsettled(
          "It could not be found out in time whether the change to "
              + request.stream()
              + " was stored.",
          e);
    } catch (MongoException e) {
      if (CommitStore.isRefusal(e)) {
        throw e;
      }
      // While something was read: an append seeks its outcome by itself. An earlier request under
      // the same key may have been stored, and nobody can be asked at the moment.
      throw new Unsettled("The database did not answer when " + request.stream() + " was read.", e);
    } catch (StoreBusy e) {
      throw new Busy("Too much waits to be stored at the moment.", e);
    } catch (CommitTooLarge e) {
      throw new Refusal(Refusal.Kind.TOO_LARGE, null, "The change is too large: " + e.getMessage());
    }
  }

  private Outcome decideOnCurrentState(Request request, String commandId) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        Verdict verdict = dispatch.send(request, commandId, facts(request));
        if (verdict instanceof Verdict.Applied) {
          return Dispatch.answer(request.stream(), verdict);
        }
        Optional<Commit> known =
            isDryRun(request)
                ? Optional.empty()
                : store.durableByCommandId(request.stream(), commandId);
        if (known.isPresent()) {
          return firstAnswer(known.get(), request);
        }
        long head = store.head(request.stream()).map(Head::version).orElse(-1L);
        if (head == verdict.version()) {
          return Dispatch.answer(request.stream(), verdict);
        }
      } catch (AlreadyDecided e) {
        return firstAnswer(e.first(), request);
      } catch (ConcurrencyException e) {
        // Decided on what no longer stands: once more.
      }
      cache.remove(request.stream());
    }
    throw Refusal.conflict(
        null, request.stream() + " is changing too fast at the moment; repeat the request.");
  }

  private Facts facts(Request request) {
    return switch (request) {
      case Request.ForSeries ignored -> Facts.NONE;
      case Request.ForMeeting r -> facts.forRequest(r);
      case Request.ForDocument r -> facts.forRequest(r);
    };
  }

  /** The minutes of a meeting belong to a series, which has to be there first. */
  private void checkSeries(Request request) {
    SeriesId series =
        switch (request) {
          case Request.ForSeries ignored -> null;
          case Request.ForMeeting r -> r.meeting().series();
          case Request.ForDocument r -> r.meeting().series();
        };
    if (series != null && !knownSeries.contains(series)) {
      if (store.head(series.stream()).isEmpty()) {
        throw Refusal.notFound(
            "series",
            "There is no series '" + series + "'. Create it first, with the command CreateSeries.");
      }
      knownSeries.add(series);
    }
  }

  private static boolean isDryRun(Request request) {
    return request instanceof Request.ForDocument document && document.dryRun();
  }

  private Outcome firstAnswer(Commit first, Request request) {
    if (!first.fingerprint().equals(request.context().fingerprint())) {
      throw Refusal.invalid(
          "Idempotency-Key",
          "This key was used for another request, which was accepted as "
              + first.stream()
              + "@"
              + first.version()
              + "; take a new key for a new request.");
    }
    List<String> entries = new ArrayList<>();
    for (RecordedEvent event : codec.recorded(first)) {
      EntriesMade.by(event.event()).forEach(id -> entries.add(id.value()));
    }
    return new Outcome(
        first.stream(),
        first.lastVersion(),
        Dispatch.eventIds(first.stream(), first.version(), first.lastVersion()),
        entries,
        List.of());
  }
}

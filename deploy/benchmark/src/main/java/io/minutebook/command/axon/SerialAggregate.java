package io.minutebook.command.axon;

import io.minutebook.event.Event;
import io.minutebook.event.MeetingEvent;
import io.minutebook.event.MeetingId;
import io.minutebook.event.SeriesEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ApplyMore;

/** One of the two real aggregates with its life-cycle done by hand. Not for several threads. */
abstract sealed class SerialAggregate extends AggregateLifecycle {

  private final String stream;
  private final List<DomainEventMessage<?>> applied = new ArrayList<>();
  private long version = -1;

  private SerialAggregate(String stream) {
    this.stream = stream;
  }

  static SerialAggregate of(String stream) {
    return MeetingId.isStream(stream) ? new OfMeeting(stream) : new OfSeries(stream);
  }

  abstract void apply(Event event);

  abstract Verdict decided(Decide message);

  /** Takes an event that is stored. */
  void on(Event event) {
    apply(event);
    version++;
  }

  /** Of the last event that it knows, stored or applied; -1 if it knows none. */
  @Override
  public Long version() {
    return version;
  }

  Verdict handle(Decide message) {
    try {
      return executeWithResult(() -> decided(message));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("aggregates throw nothing checked", e);
    }
  }

  /** The events that were applied since this was last asked. */
  List<DomainEventMessage<?>> applied() {
    List<DomainEventMessage<?>> taken = List.copyOf(applied);
    applied.clear();
    return taken;
  }

  @Override
  protected <T> ApplyMore doApply(T payload, MetaData metaData) {
    on((Event) payload);
    applied.add(new GenericDomainEventMessage<>(type(), stream, version, payload, metaData));
    return new ApplyMore() {
      @Override
      public ApplyMore andThenApply(java.util.function.Supplier<?> more) {
        throw new UnsupportedOperationException("no aggregate does this");
      }

      @Override
      public ApplyMore andThen(Runnable more) {
        throw new UnsupportedOperationException("no aggregate does this");
      }
    };
  }

  @Override
  protected boolean getIsLive() {
    return true;
  }

  @Override
  protected void doMarkDeleted() {
    throw new UnsupportedOperationException("no aggregate does this");
  }

  @Override
  protected <T> Aggregate<T> doCreateNew(Class<T> type, Callable<T> factory) {
    throw new UnsupportedOperationException("no aggregate does this");
  }

  @Override
  protected String type() {
    return "";
  }

  @Override
  protected Object identifier() {
    return stream;
  }

  private static final class OfMeeting extends SerialAggregate {
    private final MeetingAggregate root;

    OfMeeting(String stream) {
      super(stream);
      this.root = new MeetingAggregate(stream);
    }

    @Override
    void apply(Event event) {
      root.on((MeetingEvent) event);
    }

    @Override
    Verdict decided(Decide message) {
      return root.handle((Decide.OnMeeting) message);
    }
  }

  private static final class OfSeries extends SerialAggregate {
    private final SeriesAggregate root;

    OfSeries(String stream) {
      super(stream);
      this.root = new SeriesAggregate(stream);
    }

    @Override
    void apply(Event event) {
      root.on((SeriesEvent) event);
    }

    @Override
    Verdict decided(Decide message) {
      return root.handle((Decide.OnSeries) message);
    }
  }
}

package io.minutebook.simulation;

import io.minutebook.command.relay.EventLog;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** The log as one machine's relay sees it. */
final class RemoteLog implements EventLog {

  private final Scheduler scheduler;
  private final Dice dice;
  private final Faults faults;
  private final Machine machine;
  private final Broker broker;
  private final Set<Safeguard> out;

  RemoteLog(
      Scheduler scheduler,
      Dice dice,
      Faults faults,
      Machine machine,
      Broker broker,
      Set<Safeguard> out) {
    this.scheduler = scheduler;
    this.dice = dice;
    this.faults = faults;
    this.machine = machine;
    this.broker = broker;
    this.out = out;
  }

  @Override
  public String name() {
    return Broker.TOPIC;
  }

  @Override
  public void ensure() throws ExecutionException {
    ends();
  }

  @Override
  public Map<Integer, Long> ends() throws ExecutionException {
    try {
      return Objects.requireNonNull(
          broker
              .server()
              .<Map<Integer, Long>>call(
                  machine,
                  () -> new TimeoutException("no answer"),
                  reply -> reply.with(broker.ends())));
    } catch (TimeoutException e) {
      throw new ExecutionException(e);
    }
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    return new MadeUpProducer(scheduler, dice, faults, machine, broker, out);
  }
}

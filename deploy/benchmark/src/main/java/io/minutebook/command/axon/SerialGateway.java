package io.minutebook.command.axon;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** Takes what is sent to whoever handles it, on the thread of who sends it. */
final class SerialGateway implements CommandGateway {

  private final Function<Decide, Verdict> handler;

  SerialGateway(Function<Decide, Verdict> handler) {
    this.handler = handler;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  @Override
  public <R> R sendAndWait(Object command) {
    return (R) handler.apply((Decide) command);
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("the decisions only send and wait");
  }

  @Override
  public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
    throw unused();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  @Override
  public <R> R sendAndWait(Object command, long timeout, TimeUnit unit) {
    throw unused();
  }

  @Override
  public <R> CompletableFuture<R> send(Object command) {
    throw unused();
  }

  @Override
  public Registration registerDispatchInterceptor(
      MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
    throw unused();
  }
}

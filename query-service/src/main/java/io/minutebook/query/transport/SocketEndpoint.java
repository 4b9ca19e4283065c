package io.minutebook.query.transport;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

/** Lets the web server know a {@link Socket}. */
final class SocketEndpoint extends Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(SocketEndpoint.class);
  private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private final @Nullable Authentication who;
  private final Socket.Surroundings around;
  private @Nullable Socket socket;

  SocketEndpoint(@Nullable Authentication who, Socket.Surroundings around) {
    this.who = who;
    this.around = around;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    ConnectionSettings settings = around.settings();
    Socket opened = new Socket(session, who, around);
    socket = opened;
    session.setMaxTextMessageBufferSize(Math.toIntExact(settings.messageSize().toBytes()));
    Map<String, Object> properties = session.getUserProperties();
    properties.put(SEND_TIMEOUT, settings.sendTimeout().toMillis());
    // as lambdas the container could not tell what they take
    session.addMessageHandler(String.class, (MessageHandler.Whole<String>) opened::receive);
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Whole<ByteBuffer>) bytes -> opened.close(Closing.INVALID_MESSAGE.reason()));
    around.connections().add(opened);
    if (!SocketController.PROTOCOL.equals(session.getNegotiatedSubprotocol())) {
      opened.close(Closing.NO_PROTOCOL.reason());
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (socket != null) {
      socket.closed();
    }
  }

  @Override
  public void onError(Session session, Throwable problem) {
    LOG.debug("A WebSocket failed", problem);
    if (socket != null) {
      socket.closed();
    }
  }
}

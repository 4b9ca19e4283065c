package io.minutebook.standalone.mongodb;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection. Each runs in a thread of its own, since it waits for the
 * disk; a client sends its next one after the answer.
 */
final class WireHandler extends SimpleChannelInboundHandler<ClientRequest> {

  private static final Logger log = LoggerFactory.getLogger(WireHandler.class);

  private final StoredBackend backend;
  private final ExecutorService threads;
  private final ChannelGroup connections;
  private final AtomicInteger requestIds = new AtomicInteger();

  WireHandler(StoredBackend backend, ExecutorService threads, ChannelGroup connections) {
    this.backend = backend;
    this.threads = threads;
    this.connections = connections;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    connections.add(context.channel());
    super.channelActive(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    backend.handleClose(context.channel());
    super.channelInactive(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
    try {
      threads.execute(() -> answer(context, request));
    } catch (RejectedExecutionException closing) {
      ChannelFuture _ = context.close();
    }
  }

  private void answer(ChannelHandlerContext context, ClientRequest request) {
    MessageHeader header =
        new MessageHeader(requestIds.incrementAndGet(), request.getHeader().getRequestID());
    try {
      Object answer =
          switch (request) {
            case MongoMessage message ->
                new MongoMessage(context.channel(), header, answer(message, message.getDocument()));
            case MongoQuery query -> new MongoReply(header, answer(query, query.getQuery()));
            default -> throw new IllegalStateException("A kind of request unknown here");
          };
      ChannelFuture _ =
          context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    } catch (IOException | RuntimeException e) {
      // What became of the command is not known, or cannot be said: no answer is the true one.
      log.error("Connection closed without an answer: {}", e.getMessage(), e);
      ChannelFuture _ = context.close();
    }
  }

  private Document answer(ClientRequest request, Document command) throws IOException {
    try {
      return backend.answer(request.getChannel(), request.getDatabaseName(), command);
    } catch (MongoServerException refused) {
      log.debug("Refused {}: {}", command.keySet(), refused.getMessage());
      return error(refused);
    } catch (RuntimeException unforeseen) {
      log.error("Command {} failed", command.keySet(), unforeseen);
      return error(new MongoServerException("Internal error: " + unforeseen, unforeseen));
    }
  }

  private static Document error(MongoServerException exception) {
    Document answer =
        new Document("ok", 0).append("errmsg", exception.getMessageWithoutErrorCode());
    if (exception instanceof MongoServerError coded) {
      answer.put("code", coded.getCode());
      answer.putIfNotNull("codeName", coded.getCodeName());
    }
    return answer;
  }
}

package io.minutebook.command.axon;

import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * The ids of Axon's messages, which live as long as a command is being handled and are stored
 * nowhere: they have to differ, not to be hard to guess. Axon finds this by the service loader.
 */
public final class MessageIds extends IdentifierFactory {

  @Override
  public String generateIdentifier() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Long.toHexString(random.nextLong()) + '-' + Long.toHexString(random.nextLong());
  }
}

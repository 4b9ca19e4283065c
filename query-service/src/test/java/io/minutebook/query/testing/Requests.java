package io.minutebook.query.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The requests to a server, in their order. Not those for which generation of the views answers:
 * that is looked for now and then, whatever else is asked.
 */
public final class Requests implements CommandListener {

  private static final BsonValue GENERATIONS = new BsonString("view_format");
  private static final List<String> READS = List.of("find", "distinct", "aggregate", "count");

  private final List<BsonDocument> all = new CopyOnWriteArrayList<>();

  @Override
  public void commandStarted(CommandStartedEvent event) {
    if (!GENERATIONS.equals(event.getCommand().get(event.getCommandName()))) {
      all.add(event.getCommand().clone());
    }
  }

  public List<BsonDocument> all() {
    return List.copyOf(all);
  }

  /** Those that read from a collection. */
  public List<BsonDocument> reads() {
    return all.stream().filter(each -> READS.contains(each.getFirstKey())).toList();
  }

  public void clear() {
    all.clear();
  }
}

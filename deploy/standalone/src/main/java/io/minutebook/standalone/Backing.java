package io.minutebook.standalone;

import io.minutebook.standalone.broker.EmbeddedBroker;
import io.minutebook.standalone.mongodb.EmbeddedMongo;
import org.jspecify.annotations.Nullable;

/** The MongoDB and the Kafka that the services use: given ones, or embedded ones once they run. */
final class Backing {

  private volatile @Nullable String mongodb;
  private volatile @Nullable String kafka;

  Backing(@Nullable String mongodb, @Nullable String kafka) {
    this.mongodb = mongodb;
    this.kafka = kafka;
  }

  EmbeddedMongo mongodb(EmbeddedMongo started) {
    mongodb = started.uri();
    return started;
  }

  EmbeddedBroker kafka(EmbeddedBroker started) {
    kafka = started.bootstrapServers();
    return started;
  }

  /** A connection string. */
  String mongodb() {
    return running(mongodb);
  }

  /** Bootstrap servers. */
  String kafka() {
    return running(kafka);
  }

  private static String running(@Nullable String address) {
    if (address == null) {
      throw new IllegalStateException("not started yet");
    }
    return address;
  }
}

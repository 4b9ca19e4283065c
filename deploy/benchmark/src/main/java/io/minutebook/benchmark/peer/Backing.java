package io.minutebook.benchmark.peer;

import java.io.IOException;

/** The addresses of the servers that stores rest on; each may be started when it is asked for. */
public interface Backing {

  /** MongoDB's connection string. */
  String mongodb() throws IOException, InterruptedException;

  /** Kafka's bootstrap servers. */
  String kafka() throws IOException, InterruptedException;

  /** JDBC's address of PostgreSQL. */
  String postgresql() throws IOException, InterruptedException;
}

package io.minutebook.standalone;

import java.nio.file.Path;

final class Services {
  Services(String mongodb, String kafka, Path publicKey) {}

  AutoCloseable startCommandService(int port) {
    return () -> {};
  }

  AutoCloseable startQueryService(int port) {
    return () -> {};
  }

  String commandUrl() {
    return "http://127.0.0.1:1";
  }

  String queryUrl() {
    return "http://127.0.0.1:1";
  }

  void awaitHealth() {}
}

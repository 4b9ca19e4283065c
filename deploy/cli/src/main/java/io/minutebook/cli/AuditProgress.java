package io.minutebook.cli;

import io.minutebook.query.audit.Progress;
import org.jspecify.annotations.Nullable;

/** Shows how far an audit has come, each of its steps on its own. */
final class AuditProgress implements Progress, AutoCloseable {

  private final Output output;
  private String step = "";
  private io.minutebook.cli.@Nullable Progress shown;

  AuditProgress(Output output) {
    this.output = output;
  }

  @Override
  public void reached(String now, long done, long total) {
    if (shown == null || !now.equals(step)) {
      close();
      step = now;
      shown = output.progress(now, total);
    }
    shown.reached(done);
  }

  @Override
  public void close() {
    if (shown != null) {
      shown.close();
      shown = null;
    }
  }
}

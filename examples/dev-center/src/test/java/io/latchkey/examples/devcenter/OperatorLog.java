package io.latchkey.examples.devcenter;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the operator reads about refusals. */
final class OperatorLog implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.latchkey.examples");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  OperatorLog() {
    lines.start();
    logger.addAppender(lines);
  }

  List<String> lines() {
    return List.copyOf(lines.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith("refused "))
        .toList();
  }

  void clear() {
    lines.list.clear();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
  }
}

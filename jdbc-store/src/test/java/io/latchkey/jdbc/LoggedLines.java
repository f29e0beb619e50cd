package io.latchkey.jdbc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs from now on, down to information, which tests else leave out. */
final class LoggedLines implements AutoCloseable {

  private final Logger logger;
  private final Level levelBefore;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  LoggedLines(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    levelBefore = logger.getLevel();
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  /** The lines of the levels above one, each with its level before it. */
  List<String> above(Level level) {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLevel().levelInt > level.levelInt)
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
    logger.setLevel(levelBefore);
  }
}

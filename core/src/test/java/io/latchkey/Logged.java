package io.latchkey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs while a test runs; it goes nowhere else meanwhile. */
final class Logged implements AutoCloseable {

  private final Logger logger;
  private final Level level;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private Logged(Logger logger, Level down) {
    this.logger = logger;
    level = logger.getLevel();
    logger.setLevel(down);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  /** Down to DEBUG. */
  static Logged by(Class<?> type) {
    return by(type, Level.DEBUG);
  }

  /** Down to a level. */
  static Logged by(Class<?> type, Level down) {
    return new Logged((Logger) LoggerFactory.getLogger(type), down);
  }

  List<ILoggingEvent> events() {
    return appender.list;
  }

  void clear() {
    appender.list.clear();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(level);
  }
}

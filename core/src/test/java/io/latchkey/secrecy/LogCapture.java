package io.latchkey.secrecy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.latchkey.secrecy.Evidence.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Takes what every logger says, down to TRACE, and nothing of it to the console. */
final class LogCapture implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final Capture capture;

  LogCapture(Evidence evidence) {
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    capture = new Capture(evidence);
    capture.setContext(root.getLoggerContext());
    capture.start();
    root.addAppender(capture);
    root.setLevel(Level.TRACE);
  }

  @Override
  public void close() {
    root.detachAppender(capture);
    root.setLevel(level);
    others.forEach(root::addAppender);
  }

  private static final class Capture extends AppenderBase<ILoggingEvent> {

    private final Evidence evidence;

    private Capture(Evidence evidence) {
      this.evidence = evidence;
    }

    @Override
    protected void append(ILoggingEvent event) {
      String where = "log of " + event.getLoggerName();
      evidence.add(Kind.SAID, where, event.getFormattedMessage());
      evidence.add(Kind.SAID, where + ", arguments", Arrays.toString(event.getArgumentArray()));
      evidence.add(Kind.SAID, where + ", context", String.valueOf(event.getMDCPropertyMap()));
      if (event.getThrowableProxy() != null) {
        String trace = ThrowableProxyUtil.asString(event.getThrowableProxy());
        evidence.add(Kind.SAID, where + ", throwable", trace);
      }
    }
  }
}

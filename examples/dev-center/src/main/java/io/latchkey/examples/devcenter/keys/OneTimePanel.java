package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import java.util.HashSet;
import java.util.Set;

/** One new key that a session may read, and the views in which it does. Thread-safe. */
final class OneTimePanel {

  private static final long NEVER = Long.MAX_VALUE;

  private final String session;
  private final Actor actor;
  private final IssuedKey issued;
  private final Set<Integer> views = new HashSet<>();
  private int shown;
  private long overAtMillis = NEVER;

  OneTimePanel(String session, Actor actor, IssuedKey issued) {
    this.session = session;
    this.actor = actor;
    this.issued = issued;
  }

  String session() {
    return session;
  }

  Actor actor() {
    return actor;
  }

  IssuedKey issued() {
    return issued;
  }

  boolean isOf(String otherSession, IssuedKey other) {
    return session.equals(otherSession) && issued == other;
  }

  /** Another tab, or the same one again, shows the panel; gives the number of this view. */
  synchronized int show() {
    shown++;
    views.add(shown);
    overAtMillis = NEVER;
    return shown;
  }

  synchronized void left(int view, long overAt) {
    if (views.remove(view) && views.isEmpty()) {
      overAtMillis = overAt;
    }
  }

  synchronized boolean isOver(long nowMillis) {
    return nowMillis >= overAtMillis;
  }
}

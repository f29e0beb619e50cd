package io.latchkey;

/**
 * Told of every event that this process committed, after the commit, on the thread that made it.
 * Events of other nodes don't reach it. Denials are in the audit trail alone.
 *
 * <p>Implementations are thread-safe and quick. What they throw is logged and otherwise ignored:
 * the change stands.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface KeyEventListener {

  /**
   * Takes an event.
   *
   * @param event what was committed
   */
  void committed(KeyEvent event);
}

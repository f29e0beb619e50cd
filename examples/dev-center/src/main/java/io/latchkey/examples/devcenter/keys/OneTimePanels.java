package io.latchkey.examples.devcenter.keys;

import io.latchkey.Actor;
import io.latchkey.IssuedKey;
import io.latchkey.KeyId;
import io.latchkey.Latchkey;
import io.latchkey.LatchkeyException;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import io.latchkey.TimeSource;
import io.latchkey.examples.devcenter.DevCenterSettings;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The one-time panels that are open: which session may read which new key. Thread-safe.
 *
 * <p>An {@link IssuedKey} stays in this process and in no session attribute, because those can be
 * written to disk or sent to another node. A key is given up, once and for all, when every view of
 * its panel was left and none came back within the grace, when its session ends, or when its
 * creator discards it. It is revoked then rather than left to its deadline, so that it neither
 * counts against the limit nor keeps a replacement open. A browser that can't tell that a panel was
 * left leaves the key to its deadline.
 */
@Component
class OneTimePanels implements HttpSessionListener {

  private static final Logger LOG = LoggerFactory.getLogger(OneTimePanels.class);
  private static final String NOTE = "The one-time panel was closed before the key was stored.";

  private final Map<KeyId, OneTimePanel> panels = new ConcurrentHashMap<>();
  private final Latchkey latchkey;
  private final TimeSource time;
  private final long graceMillis;

  OneTimePanels(Latchkey latchkey, TimeSource time, DevCenterSettings settings) {
    this.latchkey = latchkey;
    this.time = time;
    graceMillis = settings.closingGrace().toMillis();
  }

  /** Opens a panel. A request that was sent twice opens the same one. */
  void open(String session, Actor actor, IssuedKey issued) {
    panels.compute(
        issued.id(),
        (id, held) ->
            held != null && held.isOf(session, issued)
                ? held
                : new OneTimePanel(session, actor, issued));
  }

  /** The panel of a key, if this session opened it and the key can still be read. */
  Optional<OneTimePanel> find(String session, KeyId id) {
    return Optional.ofNullable(panels.get(id))
        .filter(panel -> panel.session().equals(session))
        .filter(panel -> panel.issued().readable());
  }

  /** Tells whether somebody can still read a key. */
  boolean isOpen(KeyId id) {
    OneTimePanel panel = panels.get(id);
    return panel != null && panel.issued().readable();
  }

  /** A view of a panel was left: its tab was closed, reloaded, or went elsewhere. */
  void left(String session, KeyId id, int view) {
    find(session, id).ifPresent(panel -> panel.left(view, time.epochMillis() + graceMillis));
  }

  /** A key was acknowledged: Latchkey has overwritten its text. */
  void forget(KeyId id) {
    panels.remove(id);
  }

  /** Gives a key up at once. */
  void discard(String session, KeyId id) {
    find(session, id).ifPresent(this::giveUp);
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    String session = event.getSession().getId();
    List.copyOf(panels.values()).stream()
        .filter(panel -> panel.session().equals(session))
        .forEach(this::giveUp);
  }

  /** Gives up what was left for too long and forgets what can't be read any more. */
  @Scheduled(fixedDelay = 500)
  void sweep() {
    long now = time.epochMillis();
    for (OneTimePanel panel : List.copyOf(panels.values())) {
      if (!panel.issued().readable()) {
        panels.remove(panel.issued().id(), panel);
      } else if (panel.isOver(now)) {
        giveUp(panel);
      }
    }
  }

  private void giveUp(OneTimePanel panel) {
    IssuedKey issued = panel.issued();
    panels.remove(issued.id(), panel);
    if (!issued.readable()) {
      return;
    }
    issued.close();
    try {
      latchkey
          .issuer()
          .revoke(panel.actor(), issued.id(), Revocation.because(RevocationReason.LOST).note(NOTE));
    } catch (LatchkeyException e) {
      // Its text is gone whatever happens here; its deadline ends it.
      LOG.warn("key {} was given up and could not be revoked", issued.id(), e);
    }
  }
}

package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import io.latchkey.spi.StoredKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what this process committed to its own index, to its open reveals and to the host's
 * listeners, in that order.
 */
final class LocalPublisher implements Transactions.Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(LocalPublisher.class);

  private final VerificationIndex index;
  private final OpenReveals reveals;
  private final List<KeyEventListener> listeners;
  private final AtomicLong partnersVersion;
  private final LongConsumer seen;
  private final Runnable catchUp;

  /**
   * Puts it together.
   *
   * @param seen is told how far the feed has come
   * @param catchUp brings the index up to date if that takes no store's time, else does nothing;
   *     does not throw
   */
  LocalPublisher(
      VerificationIndex index,
      OpenReveals reveals,
      List<KeyEventListener> listeners,
      AtomicLong partnersVersion,
      LongConsumer seen,
      Runnable catchUp) {
    this.seen = seen;
    this.catchUp = catchUp;
    this.index = index;
    this.reveals = reveals;
    this.listeners = listeners;
    this.partnersVersion = partnersVersion;
  }

  @Override
  public void publish(Commit commit, long feedNumber) {
    seen.accept(feedNumber);
    publish(commit);
  }

  @Override
  public void publish(Commit commit) {
    commit.partners().forEach(partner -> index.apply(partner.record()));
    commit.accounts().forEach(index::apply);
    commit.keyInserts().forEach(this::changed);
    commit.keyUpdates().forEach(this::changed);
    commit.keyDeletes().forEach(key -> index.remove(key.id()));
    commit.keyDeletes().forEach(key -> reveals.removed(key.id()));
    if (!commit.partners().isEmpty()) {
      partnersVersion.incrementAndGet();
    }
    for (EventDraft event : commit.events()) {
      LOG.info("{} {} by {}", event.type(), event.subjectId(), event.actorId());
      tell(new KeyEvent(commit.chain(), event));
    }
  }

  @Override
  public void saw(StoredKey key) {
    changed(key);
  }

  @Override
  public void answered() {
    catchUp.run();
  }

  private void changed(StoredKey key) {
    index.apply(key.record());
    reveals.changed(key.record());
  }

  private void tell(KeyEvent event) {
    for (KeyEventListener listener : listeners) {
      try {
        listener.committed(event);
      } catch (Throwable e) {
        // Whatever it is, the change stands and its caller must get the answer.
        LOG.warn("a listener failed on {}", event, e);
      }
    }
  }
}

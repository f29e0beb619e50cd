package io.latchkey;

import io.latchkey.spi.KeyRecord;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The issued keys of this process whose text can still be read. Overwrites a text as soon as this
 * node learns that its time is over: acknowledged, superseded, ended, deleted or too late.
 */
final class OpenReveals {

  private final Map<KeyId, Open> open = new ConcurrentHashMap<>();
  private final VerdictClock clock;
  private final VerificationIndex index;
  private volatile boolean closed;

  OpenReveals(VerdictClock clock, VerificationIndex index) {
    this.clock = clock;
    this.index = index;
  }

  /** Opens a reveal for a key; of two of the same key, the older one ends, whichever came first. */
  IssuedKey open(
      KeyInfo info,
      @Nullable PermissionChange change,
      GeneratedKey generated,
      KeyRecord record,
      Instant until) {
    IssuedKey issued = open(info, change, generated, new Shown(record, false), until);
    // Somebody may have changed the key between its commit and this moment; nobody would tell us
    // again.
    if (index.versionOf(info.id()) > record.version()) {
      issued.close();
    }
    return issued;
  }

  /** Opens a reveal for a key that is about to be staged, so that nobody can have changed it. */
  IssuedKey openStaged(
      KeyInfo info,
      @Nullable PermissionChange change,
      GeneratedKey generated,
      KeyRecord record,
      Instant until) {
    return open(info, change, generated, new Shown(record, true), until);
  }

  private IssuedKey open(
      KeyInfo info,
      @Nullable PermissionChange change,
      GeneratedKey generated,
      Shown shown,
      Instant until) {
    KeyId id = info.id();
    IssuedKey issued =
        new IssuedKey(
            info, change, generated.text(), until, clock, () -> forget(id, info.revealNumber()));
    open.compute(id, (key, held) -> newer(held, new Open(issued, shown)));
    // An operation that began before everything ended may come here afterwards. Asked only now: who
    // ends everything either sees this reveal or is seen here.
    if (closed) {
      end(id);
    }
    return issued;
  }

  /** The API type of a key of an account that this process has staged and never seen adopted. */
  Optional<String> typeOfStaged(AccountId account, KeyId id) {
    return Optional.ofNullable(open.get(id))
        .map(Open::shown)
        .filter(shown -> shown.staged() && shown.record().accountId().equals(account.value()))
        .map(shown -> shown.record().apiType());
  }

  /** The readable reveal of a key in this process, if it is of this number. */
  Optional<IssuedKey> find(KeyId id, int revealNumber) {
    return Optional.ofNullable(open.get(id))
        .map(Open::issued)
        .filter(issued -> issued.revealNumber() == revealNumber && issued.readable());
  }

  void end(KeyId id) {
    Open ended = open.remove(id);
    if (ended != null) {
      ended.issued.wipe();
    }
  }

  /** Looks at a record that was committed, here or elsewhere; its id may be none of a key. */
  void changed(KeyRecord now) {
    if (open.isEmpty()) {
      return;
    }
    KeyId.parse(now.keyId()).ifPresent(id -> changed(id, now));
  }

  private void changed(KeyId id, KeyRecord now) {
    Open held = open.get(id);
    if (held == null || now.version() <= held.shown.version()) {
      return;
    }
    boolean sameSecret = MessageDigest.isEqual(now.digest(), held.shown.record().digest());
    // A key that was active from the start does not change state when it is acknowledged, so any
    // change counts.
    boolean stillPending = now.state().equals(KeyState.PENDING.code());
    if (!sameSecret || !stillPending) {
      end(id);
    } else if (held.shown.staged()) {
      open.replace(id, held, new Open(held.issued, new Shown(now, false)));
    }
  }

  void removed(String keyId) {
    KeyId.parse(keyId).ifPresent(this::end);
  }

  /** Overwrites what is too late, so that it does not wait for somebody to ask. */
  void sweep() {
    for (Map.Entry<KeyId, Open> entry : new ArrayList<>(open.entrySet())) {
      if (!entry.getValue().issued.readable()) {
        open.remove(entry.getKey(), entry.getValue());
      }
    }
  }

  /** Ends every reveal, and from now on each that is opened. */
  void endAll() {
    closed = true;
    new ArrayList<>(open.keySet()).forEach(this::end);
  }

  /** Of two identical requests, the one that committed first may be the last to open. */
  private static Open newer(@Nullable Open held, Open opened) {
    if (held == null) {
      return opened;
    }
    boolean late = held.shown.version() > opened.shown.version();
    (late ? opened : held).issued.wipe();
    return late ? held : opened;
  }

  private void forget(KeyId id, int revealNumber) {
    open.computeIfPresent(
        id, (key, held) -> held.issued.revealNumber() == revealNumber ? null : held);
  }

  private record Open(IssuedKey issued, Shown shown) {}

  /** The record that a reveal was opened for; one that is only staged is older than any version. */
  private record Shown(KeyRecord record, boolean staged) {

    long version() {
      return staged ? 0 : record.version();
    }
  }
}

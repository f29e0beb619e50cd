package io.latchkey;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A key that was just created, and the only thing its text can be read through. Thread-safe.
 *
 * <p>The text can be read as often as asked until the key is acknowledged, this object is closed, a
 * newer secret took its place, the key ended, or the deadline passed, wherever that happened: at
 * once in this process, elsewhere within the bound on staleness. Then it is overwritten and gone
 * for ever. Closing without acknowledging leaves the key pending until its deadline.
 *
 * <h2>Security guarantees</h2>
 *
 * <ul>
 *   <li>{@link #reveal} and {@link #revealTo} are the only ways to the text. {@link #toString} and
 *       everything else leave it out, and the object can't be serialised.
 *   <li>After its end, nothing that the library made and that can be reached in the heap holds the
 *       text or the secret in it. A {@code String} from {@link #reveal} is the caller's; {@link
 *       #revealTo} overwrites what it gave.
 * </ul>
 *
 * <p>Not claimed: anything about core dumps, swapped pages, and copies that a moving garbage
 * collector left behind.
 *
 * @since 1.0
 */
public final class IssuedKey implements AutoCloseable {

  private final KeyInfo info;
  private final @Nullable PermissionChange permissionChange;
  private final Instant readableUntil;
  private final VerdictClock clock;
  private final Runnable onClose;
  private final Object lock = new Object();
  private char @Nullable [] text;

  /** Takes over the array and overwrites it in the end. */
  IssuedKey(
      KeyInfo info,
      @Nullable PermissionChange permissionChange,
      char[] text,
      Instant readableUntil,
      VerdictClock clock,
      Runnable onClose) {
    this.info = info;
    this.permissionChange = permissionChange;
    this.text = text;
    this.readableUntil = readableUntil;
    this.clock = clock;
    this.onClose = onClose;
  }

  /**
   * Gives the text of the key as a string, which is the caller's to keep safe. Prefer {@link
   * #revealTo} where the text need not be a string.
   *
   * @return the full text
   * @throws IllegalStateException if the text can't be read any more
   */
  public String reveal() {
    synchronized (lock) {
      return new String(textNow());
    }
  }

  /**
   * Lends a copy of the text and overwrites it when the consumer returns.
   *
   * @param consumer takes the text; must not keep the array
   * @throws IllegalStateException if the text can't be read any more
   */
  public void revealTo(Consumer<char[]> consumer) {
    Objects.requireNonNull(consumer, "consumer");
    char[] copy;
    synchronized (lock) {
      copy = textNow().clone();
    }
    try {
      consumer.accept(copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
  }

  /**
   * Tells whether the text can still be read; a moment later it may not.
   *
   * @return true if {@link #reveal} would give it now
   */
  public boolean readable() {
    synchronized (lock) {
      endIfOver();
      return text != null;
    }
  }

  /**
   * Until when the text can be read at the most.
   *
   * @return the deadline
   */
  public Instant readableUntil() {
    return readableUntil;
  }

  /**
   * The key as it was when it was created.
   *
   * @return all but its text
   */
  public KeyInfo key() {
    return info;
  }

  /**
   * The key's public id.
   *
   * @return the id
   */
  public KeyId id() {
    return info.id();
  }

  /**
   * Which of the key's secrets this is; names what was shown when it is acknowledged from another
   * process.
   *
   * @return 1, or more if a repeated request made a fresh secret
   */
  public int revealNumber() {
    return info.revealNumber();
  }

  /**
   * What a successor may do compared with the key that it replaces.
   *
   * @return the change; for a key that replaces none, from no permission to those it has
   */
  public PermissionChange permissionChange() {
    return permissionChange == null
        ? new PermissionChange(info.id(), Set.of(), info.permissions())
        : permissionChange;
  }

  /** Overwrites the text. The key itself does not change. Idempotent. */
  @Override
  public void close() {
    wipe();
    onClose.run();
  }

  void wipe() {
    synchronized (lock) {
      if (text != null) {
        Arrays.fill(text, '\0');
        text = null;
      }
    }
  }

  private char[] textNow() {
    endIfOver();
    if (text == null) {
      throw new IllegalStateException(
          "the text of key "
              + info.id()
              + " can't be read any more: it was acknowledged, closed, superseded or too late");
    }
    return text;
  }

  private void endIfOver() {
    if (!clock.now().isBefore(readableUntil)) {
      wipe();
    }
  }

  /** The id and the tail. */
  @Override
  public String toString() {
    return "IssuedKey[" + info.id() + " …" + info.tail() + ", text redacted]";
  }
}

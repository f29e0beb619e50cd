package io.latchkey;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a list shows; each method narrows it. Immutable: each gives a new query.
 *
 * <pre>{@code
 * KeyQuery.all().live().partner(northwind.id()).notUsedSince(lastMonth)
 * }</pre>
 *
 * @since 1.0
 */
public final class KeyQuery {

  private static final KeyQuery ALL = new KeyQuery(new Parts());

  private final Parts parts;

  private KeyQuery(Parts parts) {
    this.parts = parts;
  }

  /**
   * Every key of the account.
   *
   * @return the query
   */
  public static KeyQuery all() {
    return ALL;
  }

  /**
   * Only keys that may still verify, now or later.
   *
   * @return a narrower query
   */
  public KeyQuery live() {
    return states(EnumSet.of(KeyState.PENDING, KeyState.ACTIVE, KeyState.DISABLED));
  }

  /**
   * Only keys in one of some states; time that has passed counts.
   *
   * @param states the states; not empty. No key is found by {@link KeyState#UNKNOWN}.
   * @return a narrower query
   * @throws IllegalArgumentException if {@code states} is empty
   */
  public KeyQuery states(Set<KeyState> states) {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("states is empty");
    }
    Parts next = new Parts(parts);
    next.states = Set.copyOf(states);
    return new KeyQuery(next);
  }

  /**
   * Only keys of an API type.
   *
   * @param type the type
   * @return a narrower query
   */
  public KeyQuery apiType(ApiType type) {
    Parts next = new Parts(parts);
    next.apiType = Objects.requireNonNull(type, "type");
    return new KeyQuery(next);
  }

  /**
   * Only keys for a partner.
   *
   * @param id the partner
   * @return a narrower query
   */
  public KeyQuery partner(PartnerId id) {
    Parts next = new Parts(parts);
    next.partner = Objects.requireNonNull(id, "id");
    return new KeyQuery(next);
  }

  /**
   * Only keys of an environment.
   *
   * @param name the environment
   * @return a narrower query
   */
  public KeyQuery environment(String name) {
    Parts next = new Parts(parts);
    next.environment = Objects.requireNonNull(name, "name");
    return new KeyQuery(next);
  }

  /**
   * Only keys that somebody created.
   *
   * @param creator who
   * @return a narrower query
   */
  public KeyQuery createdBy(ActorId creator) {
    Parts next = new Parts(parts);
    next.createdBy = Objects.requireNonNull(creator, "creator");
    return new KeyQuery(next);
  }

  /**
   * Only keys whose description contains a text; case, accents and width don't matter, no character
   * is a wildcard.
   *
   * @param part the text
   * @return a narrower query
   */
  public KeyQuery text(String part) {
    Parts next = new Parts(parts);
    next.text = Objects.requireNonNull(part, "part");
    return new KeyQuery(next);
  }

  /**
   * Only keys whose text ends in exactly these characters.
   *
   * @param lastCharacters the last 5 characters
   * @return a narrower query
   */
  public KeyQuery tail(String lastCharacters) {
    Parts next = new Parts(parts);
    next.tail = Objects.requireNonNull(lastCharacters, "lastCharacters");
    return new KeyQuery(next);
  }

  /**
   * Only keys that were never used.
   *
   * @return a narrower query
   */
  public KeyQuery neverUsed() {
    Parts next = new Parts(parts);
    next.neverUsed = true;
    return new KeyQuery(next);
  }

  /**
   * Only keys that were not used at or after an instant, be it that they never were.
   *
   * @param instant the instant
   * @return a narrower query
   */
  public KeyQuery notUsedSince(Instant instant) {
    Parts next = new Parts(parts);
    next.notUsedSince = Objects.requireNonNull(instant, "instant");
    return new KeyQuery(next);
  }

  /**
   * Only keys that expire before an instant.
   *
   * @param instant the instant
   * @return a narrower query
   */
  public KeyQuery expiresBefore(Instant instant) {
    Parts next = new Parts(parts);
    next.expiresBefore = Objects.requireNonNull(instant, "instant");
    return new KeyQuery(next);
  }

  Parts parts() {
    return parts;
  }

  /** What narrows a query; copied, changed once and then left alone. */
  static final class Parts {
    @Nullable Set<KeyState> states;
    @Nullable ApiType apiType;
    @Nullable PartnerId partner;
    @Nullable String environment;
    @Nullable ActorId createdBy;
    @Nullable String text;
    @Nullable String tail;
    boolean neverUsed;
    @Nullable Instant notUsedSince;
    @Nullable Instant expiresBefore;

    private Parts() {}

    private Parts(Parts other) {
      states = other.states;
      apiType = other.apiType;
      partner = other.partner;
      environment = other.environment;
      createdBy = other.createdBy;
      text = other.text;
      tail = other.tail;
      neverUsed = other.neverUsed;
      notUsedSince = other.notUsedSince;
      expiresBefore = other.expiresBefore;
    }
  }
}

package io.latchkey;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A user or service that acts inside one account. The host makes it from its own session; the
 * library believes it. Immutable.
 *
 * <pre>{@code
 * Actor admin = Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
 * }</pre>
 *
 * @since 1.0
 */
public final class Actor {

  private final AccountId account;
  private final ActorId id;
  private final UserLevel level;
  private final Set<Grant> grants;

  private Actor(AccountId account, ActorId id, UserLevel level, Set<Grant> grants) {
    this.account = account;
    this.id = id;
    this.level = level;
    this.grants = grants;
  }

  /**
   * An actor without grants.
   *
   * @param account the account in which it acts
   * @param id who it is
   * @param level its user level
   * @return the actor
   */
  public static Actor of(AccountId account, ActorId id, UserLevel level) {
    return new Actor(
        Objects.requireNonNull(account, "account"),
        Objects.requireNonNull(id, "id"),
        Objects.requireNonNull(level, "level"),
        Set.of());
  }

  /**
   * An actor like this one with a further grant.
   *
   * @param grant the grant
   * @return a new actor
   */
  public Actor with(Grant grant) {
    Set<Grant> more = new HashSet<>(grants);
    more.add(Objects.requireNonNull(grant, "grant"));
    return new Actor(account, id, level, Set.copyOf(more));
  }

  /**
   * The account in which it acts.
   *
   * @return the account's id
   */
  public AccountId account() {
    return account;
  }

  /**
   * Who it is.
   *
   * @return the actor's id, unique within the account
   */
  public ActorId id() {
    return id;
  }

  /**
   * Its user level.
   *
   * @return the level
   */
  public UserLevel level() {
    return level;
  }

  /**
   * Its grants.
   *
   * @return an immutable set, possibly empty
   */
  public Set<Grant> grants() {
    return grants;
  }

  @Override
  public String toString() {
    return "Actor[" + id + " of " + account + ", " + level + ", " + grants + "]";
  }
}

package io.latchkey.examples.devcenter.users;

import io.latchkey.Actor;
import io.latchkey.Grant;
import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A user of the applicant-tracking system, as Spring Security knows it, and the {@link Actor} that
 * Latchkey is told about. A host has its own class for this.
 */
public final class DemoUser implements UserDetails {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String displayName;
  private final String email;
  private final String accountName;
  private final String passwordHash;
  private final boolean employed;
  private final transient Actor actor;

  DemoUser(
      String name,
      String displayName,
      String accountName,
      String passwordHash,
      boolean employed,
      Actor actor) {
    this.name = name;
    this.displayName = displayName;
    this.email = name + "@" + actor.account().value() + ".example";
    this.accountName = accountName;
    this.passwordHash = passwordHash;
    this.employed = employed;
    this.actor = actor;
  }

  /**
   * Who acts when this user does something.
   *
   * @return the actor, with the user's level and grants
   */
  public Actor actor() {
    return actor;
  }

  /**
   * The name for people.
   *
   * @return first and last name
   */
  public String displayName() {
    return displayName;
  }

  /**
   * The address, which integrations name in {@code On-Behalf-Of}.
   *
   * @return an e-mail address
   */
  public String email() {
    return email;
  }

  /**
   * The account for people.
   *
   * @return the customer's name
   */
  public String accountName() {
    return accountName;
  }

  /**
   * What the user may do, in a few words.
   *
   * @return level and grant
   */
  public String role() {
    if (!employed) {
      return "Left the company";
    }
    String level =
        switch (actor.level()) {
          case NONE -> "No access";
          case BASIC -> "Basic";
          case JOB_ADMIN -> "Job Admin";
          case SITE_ADMIN -> "Site Admin";
        };
    boolean granted = actor.grants().contains(Grant.MANAGE_WEBHOOKS);
    return level + (granted ? ", may manage webhooks" : ", may not manage webhooks");
  }

  @Override
  public String getUsername() {
    return name;
  }

  @Override
  public String getPassword() {
    return passwordHash;
  }

  /** Whoever left can't sign in, and integrations can't act for them any more. */
  @Override
  public boolean isEnabled() {
    return employed;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }
}

package io.latchkey.examples.devcenter.users;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.UserLevel;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The users of the demonstration, two accounts of them. */
@Component
public class DemoUsers implements UserDetailsService {

  /** Everybody's, and shown on the page: this is a demonstration. */
  public static final String PASSWORD = "let-me-in";

  private static final AccountId GLOBEX = AccountId.of("globex");
  private static final AccountId INITECH = AccountId.of("initech");

  private final List<DemoUser> users;

  DemoUsers(PasswordEncoder encoder) {
    String hash = encoder.encode(PASSWORD);
    users =
        List.of(
            user("ada", "Ada Okafor", "Globex", hash, granted(GLOBEX, "u-1", UserLevel.SITE_ADMIN)),
            user("ben", "Ben Lindqvist", "Globex", hash, granted(GLOBEX, "u-2", UserLevel.BASIC)),
            user("cleo", "Cleo Marchetti", "Globex", hash, actor(GLOBEX, "u-3", UserLevel.BASIC)),
            left("eli", "Eli Santos", "Globex", hash, actor(GLOBEX, "u-4", UserLevel.NONE)),
            user("dora", "Dora Novák", "Initech", hash, granted(INITECH, "u-1", UserLevel.BASIC)));
  }

  private static DemoUser user(
      String name, String displayName, String accountName, String hash, Actor actor) {
    return new DemoUser(name, displayName, accountName, hash, true, actor);
  }

  private static DemoUser left(
      String name, String displayName, String accountName, String hash, Actor actor) {
    return new DemoUser(name, displayName, accountName, hash, false, actor);
  }

  private static Actor granted(AccountId account, String id, UserLevel level) {
    return actor(account, id, level).with(Grant.MANAGE_WEBHOOKS);
  }

  private static Actor actor(AccountId account, String id, UserLevel level) {
    return Actor.of(account, ActorId.of(id), level);
  }

  /**
   * All of them.
   *
   * @return in the order in which the sign-in page shows them
   */
  public List<DemoUser> all() {
    return users;
  }

  /**
   * Finds a user of an account by address.
   *
   * @param account where to look
   * @param email the address; case does not matter
   * @return the user, or empty
   */
  public Optional<DemoUser> byEmail(AccountId account, String email) {
    return users.stream()
        .filter(user -> user.actor().account().equals(account))
        .filter(user -> user.email().equalsIgnoreCase(email))
        .findFirst();
  }

  /**
   * The name of whoever did something in an account.
   *
   * @param account the account
   * @param actor an actor's id, as keys and audit entries hold it
   * @return the name for people, or the id itself
   */
  public String nameOf(AccountId account, String actor) {
    return users.stream()
        .filter(user -> user.actor().account().equals(account))
        .filter(user -> user.actor().id().value().equals(actor))
        .map(DemoUser::displayName)
        .findFirst()
        .orElse(actor);
  }

  @Override
  public DemoUser loadUserByUsername(String name) {
    return users.stream()
        .filter(user -> user.getUsername().equals(name))
        .findFirst()
        .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
  }
}

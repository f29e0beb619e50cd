package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.VerifiedKey;
import io.latchkey.examples.devcenter.users.DemoUser;
import io.latchkey.examples.devcenter.users.DemoUsers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the user on whose behalf an integration acts, in the account of its key alone. */
@Component
class ActingUsers {

  private final DemoUsers users;

  ActingUsers(DemoUsers users) {
    this.users = users;
  }

  /**
   * Finds the user.
   *
   * @param key the key of the request
   * @param addresses the values of {@code On-Behalf-Of}
   * @return the user
   * @throws ActingUserException if there is not exactly one value, or no such user, or not any more
   */
  DemoUser find(VerifiedKey key, List<String> addresses) {
    if (addresses.isEmpty() || addresses.get(0).isBlank()) {
      throw new ActingUserException("ON_BEHALF_OF_MISSING", key.keyId());
    }
    if (addresses.size() > 1) {
      throw new ActingUserException("ON_BEHALF_OF_AMBIGUOUS", key.keyId());
    }
    DemoUser user =
        users
            .byEmail(key.accountId(), addresses.get(0).strip())
            .orElseThrow(() -> new ActingUserException("ON_BEHALF_OF_UNKNOWN", key.keyId()));
    if (!user.isEnabled()) {
      String reason = "ON_BEHALF_OF_OFF_BOARDED (" + user.actor().id() + ")";
      throw new ActingUserException(reason, key.keyId());
    }
    return user;
  }
}

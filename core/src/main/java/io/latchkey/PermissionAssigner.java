package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a key may do and why. Thread-safe.
 *
 * <p>A key carries what its partner's profile requires for the API type when it is created or
 * replaced: assigned automatically, never more than the API type's universe, and nothing if the
 * profile asks for nothing. A key for an unlisted vendor or a custom integration carries {@link
 * ApiType#unprofiledDefault()}. A profile that changes later does not touch keys that exist: {@link
 * #drift} lists the difference, {@link #reassign} closes it for one key.
 *
 * @since 1.0
 */
public interface PermissionAssigner {

  /**
   * What a key created now would carry.
   *
   * @param partner the partner
   * @param apiType the API type
   * @return an immutable set, possibly empty
   * @throws RefusedException if such a key would be refused for its partner, with the reasons of
   *     {@link KeyIssuer#create}
   * @throws StoreUnavailableException if the store fails
   */
  Set<Permission> assignedTo(PartnerId partner, ApiType apiType);

  /**
   * Explains where each permission of a key comes from.
   *
   * @param actor who asks
   * @param keyId the key
   * @return the explanation
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#KEY_NOT_FOUND}
   * @throws StoreUnavailableException if the store fails
   */
  PermissionExplanation explain(Actor actor, KeyId keyId);

  /**
   * Lists live keys of the actor's account that carry other permissions than their partners'
   * profiles require today. Keys whose partner has no profile for their API type any more are left
   * out.
   *
   * @param actor who asks
   * @param cursor {@link DriftPage#next()} of the page before, or null for the first page
   * @param limit how many keys to look at for this page, 1 to 1,000; a page may hold fewer and
   *     still have a next one
   * @return the keys that differ
   * @throws AccessDeniedException if the policy says no
   * @throws IllegalArgumentException if the limit is out of range or the cursor is none of ours
   * @throws StoreUnavailableException if the store fails
   */
  DriftPage drift(Actor actor, @Nullable String cursor, int limit);

  /**
   * Tells what {@link #reassign} would change, and changes nothing.
   *
   * @param actor who asks; needs what {@link #reassign} needs
   * @param keyId the key
   * @return the change, possibly empty
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException as {@link #reassign}
   * @throws StoreUnavailableException if the store fails
   */
  PermissionChange tryReassign(Actor actor, KeyId keyId);

  /**
   * Gives a key the permissions that its partner's profile requires today. Audited.
   *
   * @param actor who does it
   * @param keyId the key
   * @return what changed, possibly nothing
   * @throws AccessDeniedException if the policy says no
   * @throws RefusedException with {@link RefusalReason#KEY_NOT_FOUND}, {@link
   *     RefusalReason#KEY_ENDED}, {@link RefusalReason#ACCOUNT_STOPPED}, or if the partner has no
   *     profile for the API type any more: {@link RefusalReason#PARTNER_USES_OAUTH}, {@link
   *     RefusalReason#PARTNER_NOT_CONNECTED}
   * @throws StoreUnavailableException if the store fails
   */
  @CanIgnoreReturnValue
  PermissionChange reassign(Actor actor, KeyId keyId);
}

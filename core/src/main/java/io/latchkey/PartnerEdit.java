package io.latchkey;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.PartnerConnection.ApiKeyConnection;
import io.latchkey.PartnerConnection.OAuthConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;

/**
 * What {@link PartnerRegistry#update} may change of a listed partner: everything but its id and
 * status. Not thread-safe, and without effect once the update has taken it back.
 *
 * @since 1.0
 */
public final class PartnerEdit {

  private final Partner partner;
  private final PartnerDraft draft;

  PartnerEdit(Partner partner) {
    this.partner = partner;
    this.draft = new PartnerDraft(partner);
  }

  /**
   * The partner as it is, for changes that depend on it.
   *
   * @return the partner before this edit
   */
  public Partner partner() {
    return partner;
  }

  /**
   * Renames the partner. The id stays, and the old name becomes an alias, so that whoever knows it
   * still finds the partner.
   *
   * @param displayName the new name: at most 100 characters in one line; if it is an alias so far,
   *     it is none any more
   * @return this edit
   * @throws IllegalArgumentException if it breaks the form of a name, see {@link Partner#listed}
   */
  @CanIgnoreReturnValue
  public PartnerEdit displayName(String displayName) {
    draft.rename(displayName);
    return this;
  }

  /**
   * Adds an alias. One that reads like the display name or like another alias, apart from case,
   * accents and width, adds nothing.
   *
   * @param alias at most 100 characters in one line
   * @return this edit
   * @throws IllegalArgumentException if it breaks the form of a name, see {@link Partner#listed}
   */
  @CanIgnoreReturnValue
  public PartnerEdit alias(String alias) {
    draft.alias(alias);
    return this;
  }

  /**
   * Takes an alias away, if it is one.
   *
   * @param alias the alias, or a text that reads like it
   * @return this edit
   */
  @CanIgnoreReturnValue
  public PartnerEdit removeAlias(String alias) {
    draft.removeAlias(alias);
    return this;
  }

  /**
   * Replaces all aliases.
   *
   * @param aliases the new ones, as in {@link #alias}
   * @return this edit
   * @throws IllegalArgumentException if one breaks the form of a name, see {@link Partner#listed}
   */
  @CanIgnoreReturnValue
  public PartnerEdit aliases(Collection<String> aliases) {
    draft.aliases(aliases);
    return this;
  }

  /**
   * Says that the partner connects to an API type with a key, in place of what was said before.
   * Existing keys keep their permissions until they are {@linkplain PermissionAssigner
   * re-assigned}.
   *
   * @param apiType the API type
   * @param permissions what its keys need and all that they get; none means no permission at all
   * @return this edit
   * @throws IllegalArgumentException if a permission is of another type
   */
  @CanIgnoreReturnValue
  public PartnerEdit requires(ApiType apiType, Permission... permissions) {
    draft.connect(apiType, new ApiKeyConnection(new LinkedHashSet<>(Arrays.asList(permissions))));
    return this;
  }

  /**
   * Says that the partner connects to an API type by OAuth, in place of what was said before.
   * Existing keys go on.
   *
   * @param apiType the API type
   * @param setupAddress where its setup steps are: an https address with a host and without a user
   * @return this edit
   * @throws IllegalArgumentException if the address is not such an address
   */
  @CanIgnoreReturnValue
  public PartnerEdit connectsByOAuth(ApiType apiType, URI setupAddress) {
    draft.connect(apiType, new OAuthConnection(setupAddress));
    return this;
  }

  /**
   * Says that the partner does not connect to an API type. Existing keys go on.
   *
   * @param apiType the API type
   * @return this edit
   */
  @CanIgnoreReturnValue
  public PartnerEdit disconnect(ApiType apiType) {
    draft.disconnect(apiType);
    return this;
  }

  /**
   * Replaces the contact.
   *
   * @param contact whom to hand a key to
   * @return this edit
   */
  @CanIgnoreReturnValue
  public PartnerEdit contact(PartnerContact contact) {
    draft.contact(Objects.requireNonNull(contact, "contact"));
    return this;
  }

  /**
   * Takes the contact away.
   *
   * @return this edit
   */
  @CanIgnoreReturnValue
  public PartnerEdit withoutContact() {
    draft.contact(null);
    return this;
  }

  Partner edited() {
    return draft.toPartner();
  }
}

package io.latchkey;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key that was accepted, and what it may do. Immutable.
 *
 * <p>It tells what held at the moment of the verification: verify on each request, don't keep it.
 *
 * @since 1.0
 */
public final class VerifiedKey implements Verification {

  private final KeyId keyId;
  private final AccountId accountId;
  private final PartnerId partnerId;
  private final ApiType apiType;
  private final String environment;
  private final long permissionBits;

  VerifiedKey(
      KeyId keyId,
      AccountId accountId,
      PartnerId partnerId,
      ApiType apiType,
      String environment,
      long permissionBits) {
    this.keyId = keyId;
    this.accountId = accountId;
    this.partnerId = partnerId;
    this.apiType = apiType;
    this.environment = environment;
    this.permissionBits = permissionBits;
  }

  /**
   * Tests for a permission; costs one comparison and one test of a bit.
   *
   * @param permission the permission needed
   * @return true if the key is of the permission's API type and carries it
   */
  public boolean allows(Permission permission) {
    return permission.apiType() == apiType && (permissionBits & permission.bit()) != 0;
  }

  /**
   * The key's public id.
   *
   * @return the id
   */
  public KeyId keyId() {
    return keyId;
  }

  /**
   * The account that owns the key.
   *
   * @return the account's id
   */
  public AccountId accountId() {
    return accountId;
  }

  /**
   * The partner that the key is for.
   *
   * @return the partner's id
   */
  public PartnerId partnerId() {
    return partnerId;
  }

  /**
   * The API type that the key opens.
   *
   * @return the type
   */
  public ApiType apiType() {
    return apiType;
  }

  /**
   * The environment in the key's text.
   *
   * @return for example {@code live}
   */
  public String environment() {
    return environment;
  }

  /**
   * Every permission that the key carries.
   *
   * @return an immutable set in the order of the type's definition, made at each call; to test for
   *     one use {@link #allows}
   */
  public Set<Permission> permissions() {
    Set<Permission> carried = new LinkedHashSet<>();
    for (Permission permission : apiType.permissions()) {
      if (allows(permission)) {
        carried.add(permission);
      }
    }
    return Collections.unmodifiableSet(carried);
  }

  @Override
  public boolean accepted() {
    return true;
  }

  @Override
  public VerifiedKey key() {
    return this;
  }

  @Override
  public Rejection rejection() {
    throw new IllegalStateException("key " + keyId + " was accepted; ask accepted() first");
  }

  @Override
  public String toString() {
    return "VerifiedKey["
        + keyId
        + " of "
        + accountId
        + " for "
        + partnerId
        + ", "
        + apiType
        + ", "
        + permissions()
        + "]";
  }
}

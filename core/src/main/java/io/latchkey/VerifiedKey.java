package io.latchkey;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A key that was accepted, and what it may do. Nothing that it tells ever changes. Thread-safe.
 *
 * <p>It tells what held at the moment of the verification: verify on each request, don't keep it.
 *
 * @since 1.0
 */
public final class VerifiedKey extends IndexEntry implements Verification {

  VerifiedKey(
      Place place,
      KeyTerms terms,
      StatusNode<AccountId> account,
      byte[] digest,
      long endsAtMillis) {
    super(place, terms, account, digest, endsAtMillis);
  }

  @Override
  VerifiedKey verified() {
    return this;
  }

  /**
   * Tests for a permission; costs one comparison and one test of a bit.
   *
   * @param permission the permission needed
   * @return true if the key is of the permission's API type and carries it
   */
  public boolean allows(Permission permission) {
    return terms().allow(permission);
  }

  /**
   * The key's public id.
   *
   * @return the id, made at each call
   */
  public KeyId keyId() {
    return idAsText();
  }

  /**
   * The account that owns the key.
   *
   * @return the account's id
   */
  public AccountId accountId() {
    return account().id();
  }

  /**
   * The partner that the key is for.
   *
   * @return the partner's id
   */
  public PartnerId partnerId() {
    return partner().id();
  }

  /**
   * The API type that the key opens.
   *
   * @return the type
   */
  public ApiType apiType() {
    return terms().type();
  }

  /**
   * The environment in the key's text.
   *
   * @return for example {@code live}
   */
  public String environment() {
    return prefix().environment();
  }

  /**
   * Every permission that the key carries.
   *
   * @return an immutable set in the order of the type's definition, made at each call; to test for
   *     one use {@link #allows}
   */
  public Set<Permission> permissions() {
    Set<Permission> carried = new LinkedHashSet<>();
    for (Permission permission : apiType().permissions()) {
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
    throw new IllegalStateException("key " + keyId() + " was accepted; ask accepted() first");
  }

  @Override
  public String toString() {
    return "VerifiedKey["
        + keyId()
        + " of "
        + accountId()
        + " for "
        + partnerId()
        + ", "
        + apiType()
        + ", "
        + permissions()
        + "]";
  }
}

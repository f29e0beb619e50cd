package io.latchkey;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The issuer over a store: checks that nothing is null and hands each operation to whoever does it.
 */
final class IssuerEngine implements KeyIssuer {

  private final KeyCreation creation;
  private final KeyReplacement replacement;
  private final KeyChanges changes;
  private final BulkEndings endings;

  IssuerEngine(
      KeyCreation creation, KeyReplacement replacement, KeyChanges changes, BulkEndings endings) {
    this.creation = creation;
    this.replacement = replacement;
    this.changes = changes;
    this.endings = endings;
  }

  @Override
  public IssuedKey create(Actor actor, NewKey request) {
    return creation.create(require(actor), Objects.requireNonNull(request, "request"));
  }

  @Override
  public KeyInfo acknowledge(Actor actor, IssuedKey issued) {
    Objects.requireNonNull(issued, "issued");
    return changes.acknowledge(require(actor), issued.id(), issued.revealNumber());
  }

  @Override
  public KeyInfo acknowledge(Actor actor, KeyId keyId, int revealNumber) {
    return changes.acknowledge(require(actor), require(keyId), revealNumber);
  }

  @Override
  public IssuedKey replace(Actor actor, Replacement request) {
    return replacement.replace(require(actor), Objects.requireNonNull(request, "request"));
  }

  @Override
  public KeyInfo disable(Actor actor, KeyId keyId) {
    return changes.disable(require(actor), require(keyId));
  }

  @Override
  public KeyInfo enable(Actor actor, KeyId keyId) {
    return changes.enable(require(actor), require(keyId));
  }

  @Override
  public KeyInfo revoke(Actor actor, KeyId keyId, Revocation revocation) {
    return changes.revoke(require(actor), require(keyId), require(revocation));
  }

  @Override
  public int revokeAll(Actor actor, PartnerId partner, Revocation revocation) {
    return endings.revokeAll(
        require(actor), Objects.requireNonNull(partner, "partner"), require(revocation));
  }

  @Override
  public int revokeAll(HostActor host, PartnerId partner, Revocation revocation) {
    return endings.revokeAll(
        require(host), Objects.requireNonNull(partner, "partner"), require(revocation));
  }

  @Override
  public KeyInfo changeDescription(Actor actor, KeyId keyId, String description) {
    return changes.changeDescription(
        require(actor), require(keyId), Objects.requireNonNull(description, "description"));
  }

  @Override
  public KeyInfo changeExpiry(Actor actor, KeyId keyId, @Nullable Instant expiresAt) {
    return changes.changeExpiry(require(actor), require(keyId), expiresAt);
  }

  @Override
  public LeakReport reportLeak(HostActor host, String keyText) {
    return endings.reportLeak(require(host), Objects.requireNonNull(keyText, "keyText"));
  }

  @Override
  public int purge(HostActor host, Instant endedBefore, int limit) {
    return endings.purge(require(host), Objects.requireNonNull(endedBefore, "endedBefore"), limit);
  }

  private static Actor require(Actor actor) {
    return Objects.requireNonNull(actor, "actor");
  }

  private static HostActor require(HostActor host) {
    return Objects.requireNonNull(host, "host");
  }

  private static KeyId require(KeyId keyId) {
    return Objects.requireNonNull(keyId, "keyId");
  }

  private static Revocation require(Revocation revocation) {
    return Objects.requireNonNull(revocation, "revocation");
  }
}

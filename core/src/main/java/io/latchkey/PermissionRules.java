package io.latchkey;

import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.VersionedId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may have a key and what the key may do. */
final class PermissionRules {

  private final Engine engine;

  PermissionRules(Engine engine) {
    this.engine = engine;
  }

  /**
   * A partner as a decision saw it: what it gives a key, and the version that must still hold at
   * the commit.
   */
  record Subject(Partner partner, Assignment assignment, @Nullable VersionedId version) {

    Optional<VersionedId> guard() {
      return Optional.ofNullable(version);
    }
  }

  void requireEntitled(AccountId account, ApiType type) {
    if (!engine.entitlement().includes(account, type)) {
      throw new RefusedException(
          RefusalReason.NOT_ENTITLED,
          "the product tier of account " + account + " does not include " + type);
    }
  }

  /** For a new key: the partner must be active and connect by key. */
  Subject forNewKey(PartnerId id, ApiType type) {
    StoredAndParsed read = read(id);
    Partner partner = read.partner();
    requireNotSuspended(partner);
    if (partner.status() == PartnerStatus.RETIRED) {
      throw new RefusedException(RefusalReason.PARTNER_RETIRED, "partner " + id + " is retired");
    }
    return new Subject(partner, assignment(read, connectedByKey(partner, type)), guard(read));
  }

  /**
   * For a successor: an integration that works is kept alive although its partner would get no new
   * key.
   */
  Subject forSuccessor(KeyRecord original, ApiType type) {
    StoredAndParsed read = read(new PartnerId(original.partnerId()));
    Partner partner = read.partner();
    requireNotSuspended(partner);
    if (!engine.settings().replaceForClosedPartners()) {
      return forNewKey(partner.id(), type);
    }
    Assignment assignment =
        profile(read, type)
            .orElseGet(
                () ->
                    new Assignment(
                        KeyRows.permissions(original, type),
                        PermissionSource.PREDECESSOR.of(original.keyId(), original.version())));
    return new Subject(partner, assignment, guard(read));
  }

  /** For a key that exists, whatever the partner's status: only a profile is needed. */
  Subject forReassignment(PartnerId id, ApiType type) {
    StoredAndParsed read = read(id);
    return new Subject(
        read.partner(), assignment(read, connectedByKey(read.partner(), type)), guard(read));
  }

  /**
   * What the partner's profile gives a key of a type today; empty if it has none, which is not the
   * same as no permission.
   */
  Optional<Assignment> profile(StoredAndParsed read, ApiType type) {
    return read.partner()
        .connection(type)
        .filter(PartnerConnection.ApiKeyConnection.class::isInstance)
        .map(PartnerConnection.ApiKeyConnection.class::cast)
        .map(connection -> assignment(read, connection));
  }

  StoredAndParsed read(PartnerId id) {
    return engine
        .partners()
        .read(id)
        .orElseThrow(
            () -> new RefusedException(RefusalReason.PARTNER_UNKNOWN, "there is no partner " + id));
  }

  private static void requireNotSuspended(Partner partner) {
    if (partner.status() == PartnerStatus.SUSPENDED) {
      throw new RefusedException(
          RefusalReason.PARTNER_SUSPENDED, "partner " + partner.id() + " is suspended");
    }
  }

  private static PartnerConnection.ApiKeyConnection connectedByKey(Partner partner, ApiType type) {
    PartnerConnection connection =
        partner
            .connection(type)
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalReason.PARTNER_NOT_CONNECTED,
                        "partner " + partner.id() + " does not connect to " + type));
    if (connection instanceof PartnerConnection.OAuthConnection oauth) {
      throw new RefusedException(
          RefusalReason.PARTNER_USES_OAUTH,
          "partner "
              + partner.id()
              + " connects to "
              + type
              + " by OAuth, see "
              + oauth.setupAddress(),
          null,
          oauth.setupAddress());
    }
    return (PartnerConnection.ApiKeyConnection) connection;
  }

  private static Assignment assignment(
      StoredAndParsed read, PartnerConnection.ApiKeyConnection connection) {
    Set<Permission> permissions = connection.permissions();
    String id = read.partner().id().value();
    PermissionSource source =
        BuiltInPartners.contains(id)
            ? PermissionSource.UNPROFILED_DEFAULT
            : PermissionSource.PARTNER_PROFILE;
    return new Assignment(permissions, source.of(id, read.version()));
  }

  /** The built-in partners have no row that could change. */
  private static @Nullable VersionedId guard(StoredAndParsed read) {
    String id = read.partner().id().value();
    return BuiltInPartners.contains(id) ? null : new VersionedId(id, read.version());
  }
}

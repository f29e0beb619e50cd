package io.latchkey;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The assigner over a store. */
final class AssignerEngine implements PermissionAssigner {

  private final Engine engine;
  private final KeyAccess access;
  private final PermissionRules rules;
  private final KeyListing listing;

  AssignerEngine(Engine engine, KeyAccess access, PermissionRules rules, KeyListing listing) {
    this.engine = engine;
    this.access = access;
    this.rules = rules;
    this.listing = listing;
  }

  @Override
  public Set<Permission> assignedTo(PartnerId partner, ApiType apiType) {
    engine.types().requireKnown(apiType);
    return engine
        .transactions()
        .read(() -> rules.forNewKey(partner, apiType).assignment().permissions());
  }

  @Override
  public PermissionExplanation explain(Actor actor, KeyId keyId) {
    return engine
        .transactions()
        .run(
            "explain_key",
            now -> {
              KeyAccess.Found found = access.require(actor, Operation.VIEW_KEYS, keyId);
              KeyDetails details = found.key().details();
              KeyInfo info = found.info(now);
              Set<Permission> today =
                  required(found.key().record(), found.type(), new HashMap<>())
                      .map(Assignment::permissions)
                      .orElse(info.permissions());
              return Plan.unchanged(
                  new PermissionExplanation(
                      info,
                      PermissionSource.ofKept(details.permissionSource()),
                      details.permissionSource(),
                      details.permissionsAssignedAt(),
                      today));
            });
  }

  @Override
  public DriftPage drift(Actor actor, @Nullable String cursor, int limit) {
    return engine
        .transactions()
        .run("list_drift", now -> Plan.unchanged(driftNow(actor, cursor, limit, now)));
  }

  private DriftPage driftNow(Actor actor, @Nullable String cursor, int limit, Instant now) {
    List<StoredKey> keys = listing.fetch(actor, KeyQuery.all().live(), cursor, limit, now);
    List<PermissionChange> changes = new ArrayList<>();
    Map<String, Optional<StoredAndParsed>> partners = new HashMap<>();
    for (StoredKey key : keys) {
      Optional<ApiType> type = engine.types().byName(key.record().apiType());
      type.flatMap(known -> change(key, known, partners))
          .filter(c -> !c.isEmpty())
          .ifPresent(changes::add);
    }
    return new DriftPage(
        changes, keys.size() < limit ? null : Cursors.after(keys.get(keys.size() - 1)));
  }

  private Optional<PermissionChange> change(
      StoredKey key, ApiType type, Map<String, Optional<StoredAndParsed>> partners) {
    Set<Permission> before = KeyRows.permissions(key.record(), type);
    return required(key.record(), type, partners)
        .map(
            today ->
                new PermissionChange(new KeyId(key.record().keyId()), before, today.permissions()));
  }

  private Optional<Assignment> required(
      KeyRecord key, ApiType type, Map<String, Optional<StoredAndParsed>> partners) {
    return partners
        .computeIfAbsent(key.partnerId(), id -> engine.partners().read(new PartnerId(id)))
        .flatMap(partner -> rules.profile(partner, type));
  }

  @Override
  public PermissionChange tryReassign(Actor actor, KeyId keyId) {
    return engine
        .transactions()
        .run(
            "try_reassign",
            now -> Plan.unchanged(Reassignment.of(this, actor, keyId, now).change()));
  }

  @Override
  public PermissionChange reassign(Actor actor, KeyId keyId) {
    return engine
        .transactions()
        .run(
            Operation.REASSIGN_PERMISSIONS.code(),
            now -> {
              Reassignment reassignment = Reassignment.of(this, actor, keyId, now);
              PermissionChange change = reassignment.change();
              return change.isEmpty()
                  ? Plan.unchanged(change)
                  : Plan.commit(reassignment.commit(actor, now), () -> change);
            });
  }

  /** A re-assignment worked out and not yet made. */
  private record Reassignment(
      KeyAccess.Found found, PermissionRules.Subject subject, PermissionChange change) {

    static Reassignment of(AssignerEngine assigner, Actor actor, KeyId keyId, Instant now) {
      KeyAccess.Found found = assigner.access.require(actor, Operation.REASSIGN_PERMISSIONS, keyId);
      KeyState state = found.state(now);
      LifeCycle.Ruling ruling = LifeCycle.rule(Operation.REASSIGN_PERMISSIONS, state);
      if (ruling != LifeCycle.Ruling.PROCEED) {
        throw ruling.refusal(keyId, state);
      }
      PartnerId partner = new PartnerId(found.key().record().partnerId());
      PermissionRules.Subject subject = assigner.rules.forReassignment(partner, found.type());
      Set<Permission> before = KeyRows.permissions(found.key().record(), found.type());
      return new Reassignment(
          found, subject, new PermissionChange(keyId, before, subject.assignment().permissions()));
    }

    Commit commit(Actor actor, Instant now) {
      StoredKey key = found.key();
      KeyDetails details =
          key.details().toBuilder()
              .permissionSource(subject.assignment().source())
              .permissionsAssignedAt(now)
              .build();
      KeyRecord.Builder row = key.record().toBuilder().permissions(subject.assignment().names());
      StoredKey reassigned = LifeCycle.next(key, row, found.state(now), details);
      Map<String, String> facts = new TreeMap<>();
      facts.put("added", Succession.names(change.added()));
      facts.put("removed", Succession.names(change.removed()));
      facts.put("permission_source", subject.assignment().source());
      Commit.Builder commit = Commit.builder(key.record().accountId()).updateKey(reassigned);
      commit.guardAccount(found.account().guard());
      subject.guard().ifPresent(commit::guardPartner);
      commit.event(
          Events.actor(
              now, actor, "key_permissions_updated", Events.KEY, key.record().keyId(), facts));
      return commit.build();
    }
  }
}

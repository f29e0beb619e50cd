package io.latchkey;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists and finds keys: the directory over a store. */
final class KeyListing implements KeyDirectory {

  private final Engine engine;
  private final KeyAccess access;

  KeyListing(Engine engine, KeyAccess access) {
    this.engine = engine;
    this.access = access;
  }

  @Override
  public KeyInfo find(Actor actor, KeyId keyId) {
    return engine
        .transactions()
        .run(
            "find_key",
            now -> Plan.unchanged(access.require(actor, Operation.VIEW_KEYS, keyId).info(now)));
  }

  @Override
  public KeyPage list(Actor actor, KeyQuery query, @Nullable String cursor, int limit) {
    return engine
        .transactions()
        .run(
            "list_keys",
            now -> {
              List<StoredKey> keys = fetch(actor, query, cursor, limit, now);
              String next = keys.size() < limit ? null : Cursors.after(keys.get(keys.size() - 1));
              return Plan.unchanged(new KeyPage(infos(keys, now), next));
            });
  }

  private List<KeyInfo> infos(List<StoredKey> keys, Instant now) {
    List<KeyInfo> infos = new ArrayList<>(keys.size());
    for (StoredKey key : keys) {
      Optional<ApiType> type = engine.types().byName(key.record().apiType());
      type.ifPresent(known -> infos.add(new KeyInfo(key, known, now)));
    }
    return infos;
  }

  List<StoredKey> fetch(
      Actor actor, KeyQuery query, @Nullable String cursor, int limit, Instant now) {
    Set<ApiType> allowed = engine.authorizer().allowed(actor, Operation.VIEW_KEYS);
    access.account(actor.account(), Operation.VIEW_KEYS);
    KeyCriteria criteria = criteria(actor, query.parts(), allowed, cursor, limit, now);
    ApiType asked = query.parts().apiType;
    // A type that the actor may not see is answered like a type without keys.
    return asked == null || allowed.contains(asked) ? engine.store().listKeys(criteria) : List.of();
  }

  private static KeyCriteria criteria(
      Actor actor,
      KeyQuery.Parts parts,
      Set<ApiType> allowed,
      @Nullable String cursor,
      int limit,
      Instant now) {
    Set<ApiType> types = parts.apiType == null ? allowed : Set.of(parts.apiType);
    KeyCriteria.Builder criteria =
        KeyCriteria.builder(limit)
            .accountId(actor.account().value())
            .apiTypes(types.stream().map(ApiType::name).collect(Collectors.toUnmodifiableSet()))
            .environment(parts.environment)
            .tail(parts.tail)
            .notUsedSince(parts.notUsedSince == null ? null : Instants.bound(parts.notUsedSince))
            .expiresBefore(parts.expiresBefore == null ? null : Instants.bound(parts.expiresBefore))
            .neverUsed(parts.neverUsed ? Boolean.TRUE : null);
    if (parts.partner != null) {
      criteria.partnerId(parts.partner.value());
    }
    if (parts.createdBy != null) {
      criteria.createdBy(parts.createdBy.value());
    }
    if (parts.text != null) {
      criteria.text(Texts.fold(parts.text));
    }
    if (parts.states != null) {
      Set<String> codes =
          parts.states.stream().map(KeyState::code).collect(Collectors.toUnmodifiableSet());
      criteria.states(new KeyCriteria.StatesAt(codes, now));
    }
    if (cursor != null) {
      criteria.after(Cursors.parse(cursor));
    }
    return criteria.build();
  }
}

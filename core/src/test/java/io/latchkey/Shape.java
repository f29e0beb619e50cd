package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import java.util.List;

/** What stands in a store, apart from what is drawn at random: equal if the same was done. */
record Shape(List<String> keys, List<String> partners, List<String> accounts, List<String> events) {

  static Shape of(World world) {
    return new Shape(
        world.store.listKeys(KeyCriteria.builder(1_000).build()).stream()
            .map(Shape::key)
            .sorted()
            .toList(),
        world.store.listPartners().stream().map(row -> row.record().toString()).toList(),
        world.store.findAccount("globex").stream().map(AccountRecord::toString).toList(),
        List.of(events(world, "globex"), events(world, AuditChain.HOST)));
  }

  private static String key(StoredKey key) {
    return key.record().state()
        + " v"
        + key.record().version()
        + " "
        + key.record().permissions()
        + " "
        + key.record().endsAt()
        + " "
        + key.details().description()
        + " "
        + key.details().revealNumber()
        + " "
        + key.details().successorId().isPresent();
  }

  private static String events(World world, String chain) {
    return world.store.audit(chain, 0, 1_000).events().stream()
        .map(AuditEvent::draft)
        .map(draft -> draft.type())
        .toList()
        .toString();
  }
}

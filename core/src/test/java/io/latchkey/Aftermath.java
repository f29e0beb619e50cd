package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.StoredKey;
import java.util.Map;
import java.util.TreeMap;

/** What must hold after any race: trails are whole, and feed, table and verifier agree. */
final class Aftermath {

  private Aftermath() {}

  static void isSound(World world) {
    assertThat(world.latchkey.audit().check(ADMIN).intact()).isTrue();
    assertThat(world.latchkey.audit().check(HOST).intact()).isTrue();
    feedAndTableAgree(world);
  }

  private static void feedAndTableAgree(World world) {
    Map<String, KeyRecord> byFeed = new TreeMap<>();
    FeedPage feed = world.store.changes(0, Integer.MAX_VALUE);
    long last = 0;
    for (FeedChange change : feed.changes()) {
      assertThat(change.number()).isGreaterThan(last);
      last = change.number();
      if (change instanceof FeedChange.KeyChanged changed) {
        byFeed.put(changed.key().keyId(), changed.key());
      } else if (change instanceof FeedChange.KeyRemoved removed) {
        byFeed.remove(removed.keyId());
      }
    }
    assertThat(last).isEqualTo(feed.position().number());
    Map<String, KeyRecord> byTable = new TreeMap<>();
    for (StoredKey key : world.store.listKeys(KeyCriteria.builder(1_000).build())) {
      byTable.put(key.record().keyId(), key.record());
    }
    assertThat(byFeed).isEqualTo(byTable);
  }
}

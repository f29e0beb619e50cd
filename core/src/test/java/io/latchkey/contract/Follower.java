package io.latchkey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a verifier does: loads everything once, then follows the feed. Not thread-safe. */
final class Follower implements RecordSink {

  final Map<String, KeyRecord> keys = new HashMap<>();
  final Map<String, PartnerRecord> partners = new HashMap<>();
  final Map<String, AccountRecord> accounts = new HashMap<>();

  /** As the load gave them; the feed does not carry them. */
  final Map<String, String> chainSeals = new HashMap<>();

  /** The numbers of the changes followed, in the order in which they came. */
  final List<Long> numbers = new ArrayList<>();

  private final KeySource source;
  private long position;

  private Follower(KeySource source) {
    this.source = source;
  }

  static Follower load(KeySource source) {
    Follower follower = new Follower(source);
    FeedPosition loaded = source.load(follower);
    follower.position = loaded.number();
    return follower;
  }

  /** Follows from the first change on, without a load. */
  static Follower fromStart(KeySource source) {
    return new Follower(source);
  }

  long position() {
    return position;
  }

  /** Reads changes until there is none left. */
  @CanIgnoreReturnValue
  Follower catchUp(int pageSize) {
    FeedPage page = source.changes(position, pageSize);
    while (!page.changes().isEmpty()) {
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(pageSize);
      page.changes().forEach(this::apply);
      page = source.changes(position, pageSize);
    }
    return this;
  }

  private void apply(FeedChange change) {
    assertThat(change.number()).as("numbers rise").isGreaterThan(position);
    position = change.number();
    numbers.add(position);
    if (change instanceof FeedChange.KeyChanged changed) {
      key(changed.key());
    } else if (change instanceof FeedChange.KeyRemoved removed) {
      keys.remove(removed.keyId());
    } else if (change instanceof FeedChange.PartnerChanged changed) {
      partner(changed.partner());
    } else if (change instanceof FeedChange.AccountChanged changed) {
      account(changed.account());
    }
  }

  @Override
  public void partner(PartnerRecord partner) {
    partners.put(partner.id(), partner);
  }

  @Override
  public void account(AccountRecord account) {
    accounts.put(account.id(), account);
  }

  @Override
  public void key(KeyRecord key) {
    keys.put(key.keyId(), key);
  }

  @Override
  public void chainSeal(String chain, String seal) {
    chainSeals.put(chain, seal);
  }
}

package io.latchkey.memory;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import java.util.List;
import java.util.Map;

/** A copy of all that a verdict reads, taken under the lock and handed over without it. */
record Load(
    List<PartnerRecord> partners,
    List<AccountRecord> accounts,
    List<KeyRecord> keys,
    Map<String, String> chainSeals) {

  void into(RecordSink sink) {
    partners.forEach(sink::partner);
    accounts.forEach(sink::account);
    keys.forEach(sink::key);
    chainSeals.forEach(sink::chainSeal);
  }
}

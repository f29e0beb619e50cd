package io.latchkey.jdbc;

import io.latchkey.spi.KeyUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records last uses, in short transactions, by rising key id so that two of them never wait for
 * each other in a ring. They lock rows that no change of a key looks at.
 */
final class Uses {

  private static final int BATCH = 500;

  private final Jdbc jdbc;
  private final Sql sql;

  Uses(Jdbc jdbc, Sql sql) {
    this.jdbc = jdbc;
    this.sql = sql;
  }

  void record(Collection<KeyUse> uses) {
    List<Map.Entry<String, Instant>> newest = new ArrayList<>(newest(uses).entrySet());
    for (int from = 0; from < newest.size(); from += BATCH) {
      List<Map.Entry<String, Instant>> batch =
          newest.subList(from, Math.min(from + BATCH, newest.size()));
      jdbc.write(
          session ->
              session.updateAll(
                  sql.recordUse,
                  batch,
                  (params, use) ->
                      params.instant(use.getValue()).id(use.getKey()).instant(use.getValue())));
    }
  }

  private static SortedMap<String, Instant> newest(Collection<KeyUse> uses) {
    SortedMap<String, Instant> newest = new TreeMap<>();
    for (KeyUse use : uses) {
      newest.merge(use.keyId(), use.usedAt(), (one, other) -> one.isAfter(other) ? one : other);
    }
    return newest;
  }
}

package io.latchkey.jdbc;

import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyCriteria.StatesAt;
import io.latchkey.spi.LiveLimit;
import java.sql.SQLException;
import java.util.List;

/**
 * Counts live keys for a limit, in the transaction that has written the commit's keys and holds the
 * head of the account's chain: no other commit with a limit on this account runs meanwhile.
 */
final class LiveCount {

  private final LiveLimit limit;
  private final List<String> inserted;

  LiveCount(LiveLimit limit, Commit commit) {
    this.limit = limit;
    inserted = commit.keyInserts().stream().map(key -> key.record().keyId()).toList();
  }

  boolean isFull(Session session, Sql sql) throws SQLException {
    if (limit.liveStates().isEmpty()) {
      return false;
    }
    long live = session.first(statement(sql), this::bind, Row::number).orElse(0L);
    return live >= limit.max();
  }

  private String statement(Sql sql) {
    return "SELECT COUNT(*) FROM "
        + sql.keys
        + " k WHERE "
        + counts("k")
        + " AND NOT EXISTS (SELECT 1 FROM "
        + sql.keys
        + " p WHERE p.key_id = k.predecessor_id AND "
        + counts("p")
        + ")";
  }

  private String counts(String alias) {
    String ofGroup =
        "%1$s.account_id = ? AND %1$s.partner_id = ? AND %1$s.api_type = ?".formatted(alias);
    String live = KeyQuery.inState(alias, limit.liveStates().size());
    String notInserted =
        inserted.isEmpty()
            ? ""
            : " AND " + alias + ".key_id NOT IN (" + Sql.marks(inserted.size()) + ")";
    return ofGroup + " AND " + live + notInserted;
  }

  private void bind(Params params) throws SQLException {
    bindCounts(params);
    bindCounts(params);
  }

  private void bindCounts(Params params) throws SQLException {
    params.id(limit.accountId()).id(limit.partnerId()).id(limit.apiType());
    KeyQuery.bindState(params, new StatesAt(limit.liveStates(), limit.at()));
    for (String keyId : inserted) {
      params.id(keyId);
    }
  }
}

package io.latchkey.jdbc;

import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.KeyCriteria.Position;
import io.latchkey.spi.KeyCriteria.StatesAt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Turns criteria into conditions: what is not asked for does not stand in the statement. */
final class KeyQuery {

  /** The state that a key is in at an instant, which is the one parameter. */
  static final String STATE_AT =
      "CASE WHEN %1$s.ends_at <= ? THEN %1$s.end_state ELSE %1$s.state END";

  private final StringBuilder sql;
  private final List<Session.Binding> bindings = new ArrayList<>();
  private String separator = "";

  KeyQuery(Sql sql, Dialect dialect, KeyCriteria criteria) {
    this.sql = new StringBuilder(sql.listKeys);
    equal("k.account_id", criteria.accountId());
    equal("k.partner_id", criteria.partnerId());
    criteria.apiTypes().ifPresent(types -> in("k.api_type", types));
    equal("k.environment", criteria.environment());
    equal("k.created_by", criteria.createdBy());
    equal("k.tail", criteria.tail());
    criteria
        .text()
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> and(dialect.contains("k.search_text"), params -> params.text(text)));
    criteria.states().ifPresent(this::inState);
    criteria
        .neverUsed()
        .ifPresent(never -> and("u.used_at IS " + (never ? "NULL" : "NOT NULL"), params -> {}));
    criteria
        .notUsedSince()
        .ifPresent(at -> and("(u.used_at IS NULL OR u.used_at < ?)", params -> params.instant(at)));
    criteria.expiresBefore().ifPresent(at -> and("k.expires_at < ?", params -> params.instant(at)));
    criteria.dueAt().ifPresent(at -> and("k.ends_at <= ?", params -> params.instant(at)));
    criteria.endedBefore().ifPresent(at -> and("k.ended_at < ?", params -> params.instant(at)));
    criteria.after().ifPresent(this::behind);
    if (bindings.isEmpty()) {
      and("1 = 1", params -> {});
    }
    this.sql.append(order(criteria));
    bindings.add(params -> params.count(criteria.limit()));
  }

  /**
   * Keys that are due or ended are few among all, and are to be found by when they end. The sum
   * keeps databases from walking through all keys in the order of their creation instead, which
   * they would think cheaper once they plan without looking at the instants.
   */
  private static String order(KeyCriteria criteria) {
    boolean byEnd = criteria.dueAt().isPresent() || criteria.endedBefore().isPresent();
    return " ORDER BY k.created_at" + (byEnd ? " + 0" : "") + " DESC, k.key_id LIMIT ?";
  }

  String sql() {
    return sql.toString();
  }

  void bind(Params params) throws SQLException {
    for (Session.Binding binding : bindings) {
      binding.bind(params);
    }
  }

  private void equal(String column, Optional<String> value) {
    value.ifPresent(text -> and(column + " = ?", params -> params.id(text)));
  }

  private void in(String expression, Collection<String> values) {
    and(
        expression + " IN (" + Sql.marks(values.size()) + ")",
        params -> {
          for (String value : values) {
            params.id(value);
          }
        });
  }

  private void inState(StatesAt states) {
    if (states.states().isEmpty()) {
      and("1 = 0", params -> {});
      return;
    }
    bindings.add(params -> params.instant(states.at()));
    in(STATE_AT.formatted("k"), states.states());
  }

  /**
   * The first half alone is a range of an index; the second takes the rows of that instant apart.
   */
  private void behind(Position position) {
    and(
        "k.created_at <= ? AND (k.created_at < ? OR k.key_id > ?)",
        params ->
            params
                .instant(position.createdAt())
                .instant(position.createdAt())
                .id(position.keyId()));
  }

  private void and(String condition, Session.Binding binding) {
    sql.append(separator).append(condition);
    separator = " AND ";
    bindings.add(binding);
  }
}

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

  private final StringBuilder sql;
  private final List<Session.Binding> bindings = new ArrayList<>();
  private final String creation;
  private String separator = "";

  KeyQuery(Sql sql, Dialect dialect, KeyCriteria criteria) {
    this.sql = new StringBuilder(sql.listKeys);
    creation = creation(dialect, criteria);
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
    this.sql.append(" ORDER BY ").append(creation).append(" DESC, k.key_id LIMIT ?");
    bindings.add(params -> params.count(criteria.limit()));
  }

  /**
   * By what a list is ordered, so that the index by creation over all keys serves lists of all keys
   * and no others: databases think it cheap to walk through all keys in that order until there are
   * enough of an account, or of those that end, and may find none.
   */
  private static String creation(Dialect dialect, KeyCriteria criteria) {
    boolean byEnd = criteria.dueAt().isPresent() || criteria.endedBefore().isPresent();
    boolean ofSome = criteria.accountId().isPresent() || criteria.partnerId().isPresent();
    boolean sum = dialect.createdIndexIsOfSum() ? !byEnd && !ofSome : byEnd;
    return sum ? "k.created_at + 0" : "k.created_at";
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
    and(inState("k", states.states().size()), params -> bindState(params, states));
  }

  /**
   * A condition: which state a key is in at an instant. Its halves are plain comparisons, as
   * databases know how many rows these find, and don't know it of a CASE.
   */
  static String inState(String alias, int states) {
    return ("((%1$s.ends_at <= ? AND %1$s.end_state IN (%2$s))"
            + " OR ((%1$s.ends_at > ? OR %1$s.ends_at IS NULL) AND %1$s.state IN (%2$s)))")
        .formatted(alias, Sql.marks(states));
  }

  static void bindState(Params params, StatesAt states) throws SQLException {
    for (int half = 1; half <= 2; half++) {
      params.instant(states.at());
      for (String state : states.states()) {
        params.id(state);
      }
    }
  }

  /**
   * The first half alone is a range of an index; the second takes the rows of that instant apart.
   */
  private void behind(Position position) {
    and(
        creation + " <= ? AND (k.created_at < ? OR k.key_id > ?)",
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

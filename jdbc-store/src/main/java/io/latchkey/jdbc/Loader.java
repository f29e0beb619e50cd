package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.RecordSink;
import java.sql.SQLException;

/**
 * Hands over all records, of which it never holds more than a page. The position is read first, so
 * every record is as new as it or newer (rule F1); nothing has to be of one state.
 */
final class Loader {

  private static final int PAGE = 5_000;

  private final Session session;
  private final Sql sql;
  private final Feed feed;
  private final RecordSink sink;
  private String lastKeyId = "";

  Loader(Session session, Sql sql, Feed feed, RecordSink sink) {
    this.session = session;
    this.sql = sql;
    this.feed = feed;
    this.sink = sink;
  }

  /** Streams, so many rows at once. */
  FeedPosition stream(int fetchSize) throws SQLException {
    FeedPosition position = feed.standing(session).position();
    loadOwners(fetchSize);
    session.each(sql.loadKeys, fetchSize, Session.Binding.NONE, KeyRows::record, sink::key);
    loadChainSeals(fetchSize);
    return position;
  }

  /** Reads keys in pages by rising id, each with a query of its own. */
  FeedPosition page() throws SQLException {
    FeedPosition position = feed.standing(session).position();
    loadOwners(0);
    int rows = PAGE;
    while (rows == PAGE) {
      rows = loadPage();
    }
    loadChainSeals(0);
    return position;
  }

  /** Hands over partners and accounts alone, and returns how many there were. */
  @CanIgnoreReturnValue
  int loadOwners(int fetchSize) throws SQLException {
    Session.Binding none = Session.Binding.NONE;
    return session.each(sql.loadPartners, fetchSize, none, Owner::partner, sink::partner)
        + session.each(sql.loadAccounts, fetchSize, none, Owner::account, sink::account);
  }

  private void loadChainSeals(int fetchSize) throws SQLException {
    session.each(
        sql.loadChainSeals,
        fetchSize,
        Session.Binding.NONE,
        row -> new ChainSeal(row.id(), row.text()),
        chain -> sink.chainSeal(chain.name, chain.seal));
  }

  private int loadPage() throws SQLException {
    return session.each(
        sql.loadKeysPage,
        0,
        params -> params.id(lastKeyId).count(PAGE),
        KeyRows::record,
        key -> {
          lastKeyId = key.keyId();
          sink.key(key);
        });
  }

  private record ChainSeal(String name, String seal) {}
}

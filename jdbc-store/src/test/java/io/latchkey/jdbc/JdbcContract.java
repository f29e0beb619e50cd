package io.latchkey.jdbc;

import io.latchkey.contract.DurableKeyStoreContract;
import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.KeyStore;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The contract on one database, with every connection watched. */
abstract class JdbcContract extends DurableKeyStoreContract {

  private final Map<KeyStore, Opened> opened = new HashMap<>();

  abstract TestDatabase database();

  @Override
  protected KeyStore createStore() {
    return open(database().emptySpace());
  }

  @Override
  protected KeyStore reopen(KeyStore used) {
    Space space = close(used);
    space.restart();
    return open(space);
  }

  @Override
  protected void closeStore(KeyStore used) {
    Space space = close(used);
    space.leave();
    space.close();
  }

  /** Settings of the store under test. */
  JdbcKeyStore.Builder builder(Space space, LeakCheck connections) {
    return space.builder(connections);
  }

  @Override
  protected HostTransaction beginHostTransaction(KeyStore used) {
    try {
      return new HostConnection((JdbcKeyStore) used, opened.get(used).connections.getConnection());
    } catch (SQLException e) {
      throw new AssertionError("the host can't begin a transaction", e);
    }
  }

  private KeyStore open(Space space) {
    LeakCheck connections = new LeakCheck(space.dataSource());
    JdbcKeyStore.Builder builder = builder(space, connections);
    builder.migrate();
    JdbcKeyStore store = builder.create();
    opened.put(store, new Opened(space, connections));
    return store;
  }

  private Space close(KeyStore used) {
    Opened parts = opened.remove(used);
    ((JdbcKeyStore) used).close();
    parts.connections.assertNothingIsOpen();
    return parts.space;
  }

  private record Opened(Space space, LeakCheck connections) {}
}

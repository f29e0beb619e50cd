package io.latchkey.jdbc;

import static io.latchkey.contract.Records.commit;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.FeedChange;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.RecordSink;
import io.latchkey.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What tests of the store on one database share: a place for its tables, and watched connections.
 */
abstract class JdbcRules {

  Space space;
  LeakCheck connections;
  private final List<JdbcKeyStore> opened = new ArrayList<>();

  abstract TestDatabase database();

  @BeforeEach
  final void makeSpace() {
    space = database().space();
    connections = new LeakCheck(space.dataSource());
  }

  @AfterEach
  final void releaseSpace() {
    opened.forEach(JdbcKeyStore::close);
    connections.assertNothingIsOpen();
    space.close();
  }

  /** A store over watched connections. */
  final JdbcKeyStore store() {
    return store(connections);
  }

  /** A store over connections that lead to the same tables. */
  final JdbcKeyStore store(DataSource dataSource) {
    space.builder(connections).migrate();
    return opened(space.builder(dataSource).create());
  }

  final JdbcKeyStore opened(JdbcKeyStore store) {
    opened.add(store);
    return store;
  }

  final Intercepted intercepted() {
    return new Intercepted(connections);
  }

  /** Runs statements of the test's own. */
  final void execute(String... statements) {
    try (Connection connection = space.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.replace("latchkey_", space.prefix()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives a request again that only the database's locking refused. */
  @CanIgnoreReturnValue
  static <T> T insisting(Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (StoreException e) {
        if (e.kind() != StoreException.Kind.CONTENTION || attempt == 1_000) {
          throw e;
        }
      }
    }
  }

  static CommitResult commitTo(JdbcKeyStore store, Commit.Builder commit) {
    Commit built = commit.build();
    return insisting(() -> store.commit(built));
  }

  @CanIgnoreReturnValue
  static long committed(JdbcKeyStore store, Commit.Builder commit) {
    CommitResult result = commitTo(store, commit);
    assertThat(result.status()).isEqualTo(Status.COMMITTED);
    return result.feedNumber();
  }

  /** An event and nothing else. */
  static Commit.Builder event(String chain) {
    return commit(chain);
  }

  static List<Long> numbers(List<FeedChange> changes) {
    return changes.stream().map(FeedChange::number).toList();
  }

  /** Everything that a load hands over. */
  static Loaded load(JdbcKeyStore store) {
    Loaded loaded = new Loaded();
    loaded.position = store.load(loaded).number();
    return loaded;
  }

  /** Collects what a load hands over. */
  static class Loaded implements RecordSink {

    final List<PartnerRecord> partners = new ArrayList<>();
    final List<AccountRecord> accounts = new ArrayList<>();
    final List<KeyRecord> keys = new ArrayList<>();
    long position;

    @Override
    public void partner(PartnerRecord partner) {
      partners.add(partner);
    }

    @Override
    public void account(AccountRecord account) {
      accounts.add(account);
    }

    @Override
    public void key(KeyRecord key) {
      keys.add(key);
    }
  }
}

package io.latchkey.jdbc;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.CommitResult.Status;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A store over H2 has one transaction at a time that writes: killed in the middle of two, H2 came
 * back with a part of one, see {@code KillTest}.
 */
class H2OneWriterTest {

  @Test
  void write_whileAnotherIsUnderWay_waitsWithoutAConnectionAndKeepsNoReaderWaiting()
      throws Exception {
    try (HikariDataSource pool = TestDatabase.pool("jdbc:h2:mem:one-writer", 4)) {
      JdbcKeyStore.migrate(pool);
      Intercepted database = new Intercepted(pool);
      JdbcKeyStore store = JdbcKeyStore.create(database);
      Gate inCommit = new Gate();
      database.beforeCommit(inCommit::pass);
      Future<CommitResult> first =
          Threads.begin(() -> store.commit(commit().insertKey(key("k1")).build()));
      inCommit.awaitReached();

      AtomicInteger connections = new AtomicInteger();
      database.beforeConnection(connections::incrementAndGet);
      Future<CommitResult> second =
          Threads.begin(() -> store.commit(commit().insertKey(key("k2")).build()));
      assertThat(Threads.isHeldBack(second)).isTrue();
      assertThat(connections).hasValue(0);
      assertThat(store.findKey(ACCOUNT, "k1")).isEmpty();

      inCommit.open();
      assertThat(Threads.answer(first).status()).isEqualTo(Status.COMMITTED);
      assertThat(Threads.answer(second).status()).isEqualTo(Status.COMMITTED);
      assertThat(store.findKey(ACCOUNT, "k1")).isPresent();
      assertThat(store.findKey(ACCOUNT, "k2")).isPresent();
    }
  }
}

package io.latchkey.jdbc.nodes;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.latchkey.Health;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.jdbc.JdbcKeyStore;
import io.latchkey.jdbc.crash.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The process that issues, replaces and revokes, in several threads, and writes down what it was
 * told. It is the fourth one: that of the test.
 */
final class Driver implements AutoCloseable {

  static final PartnerId NORTHWIND = PartnerId.of("northwind");
  static final List<String> ACCOUNTS = List.of("globex", "initech");

  private static final HostActor HOST = HostActor.of("console");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Duration bound;
  private final HikariDataSource pool;
  private final JdbcKeyStore store;
  private final Latchkey latchkey;
  private final Consumer<Life> audience;
  private final Runnable afterOperation;
  private final Queue<Life> lives = new ConcurrentLinkedQueue<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(ACCOUNTS.size());
  private final List<Future<?>> working = new ArrayList<>();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile boolean over;

  /**
   * Makes what is needed in the database.
   *
   * @param audience hears of each key before it is acknowledged
   * @param afterOperation runs after each operation
   */
  Driver(NodeSettings settings, Consumer<Life> audience, Runnable afterOperation) throws Exception {
    bound = settings.maxStaleness();
    this.audience = audience;
    this.afterOperation = afterOperation;
    pool = Databases.pool(settings.url(), 6);
    pool.setConnectionTimeout(1_000);
    JdbcKeyStore.migrate(pool);
    store = JdbcKeyStore.create(pool);
    latchkey = settings.applyTo(Latchkey.builder(store)).start();
    if (!latchkey.awaitReady(Duration.ofSeconds(30))) {
      throw new IllegalStateException("not ready: " + latchkey.health());
    }
    Partner partner =
        Partner.listed(NORTHWIND.value(), "Northwind")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
            .build();
    if (!latchkey.partners().register(HOST, partner).id().equals(NORTHWIND)) {
      throw new IllegalStateException("registered something else");
    }
  }

  /** Begins to work, until {@link #stop}. */
  void start(long seed) {
    for (int i = 0; i < ACCOUNTS.size(); i++) {
      Issuing issuing = new Issuing(this, ACCOUNTS.get(i), seed + i);
      working.add(threads.submit(() -> issuing.workUntil(() -> over)));
    }
  }

  /** Waits until so many more operations have been done. */
  void awaitOperations(int more) {
    int target = operations.get() + more;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> operations.get() >= target || working.stream().anyMatch(Future::isDone));
  }

  /** Lets nobody begin an operation, until {@link #release}; those under way go on. */
  void hold() {
    held = new CountDownLatch(1);
  }

  void release() {
    held.countDown();
  }

  /** Where an operation begins. */
  void awaitRelease() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the work; fails if it failed. */
  void stop() throws Exception {
    over = true;
    for (Future<?> work : working) {
      work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  Latchkey latchkey() {
    return latchkey;
  }

  /** Waits until this process, too, has seen that the feed went back, and accepts it. */
  void awaitRegressionAndAccept() {
    await("the issuing process sees the regression")
        .atMost(Duration.ofMinutes(1))
        .until(() -> latchkey.health().status() == Health.Status.FEED_REGRESSED);
    latchkey.acceptRestore(HOST);
  }

  long feedNumber() {
    return latchkey.health().feedNumber();
  }

  Duration bound() {
    return bound;
  }

  /** A key that was just issued, which everybody hears of. */
  Life begin(IssuedKey issued, String accountId) {
    Life life =
        new Life(numbers.getAndIncrement(), accountId, issued.id().value(), issued.reveal());
    lives.add(life);
    audience.accept(life);
    return life;
  }

  void operationDone() {
    operations.incrementAndGet();
    afterOperation.run();
  }

  void answerLost() {
    unanswered.incrementAndGet();
  }

  void violated(String what) {
    violations.add(what);
  }

  Collection<Life> lives() {
    return lives;
  }

  /** Where this process's own verifier contradicted an answer that had been given. */
  Collection<String> violations() {
    return violations;
  }

  int operations() {
    return operations.get();
  }

  int unanswered() {
    return unanswered.get();
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
    latchkey.close();
    store.close();
    pool.close();
  }
}

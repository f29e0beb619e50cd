package io.latchkey.jdbc.crash;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.RefusedException;
import io.latchkey.UserLevel;
import io.latchkey.jdbc.JdbcKeyStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * The process that is killed: each thread goes on changing keys of its own and fights the others
 * for one key that belongs to nobody, until the process is no more.
 */
final class Victim {

  static final int THREADS = 4;
  static final List<String> ACCOUNTS = List.of("globex", "initech");
  static final PartnerId PARTNER = PartnerId.of("northwind");

  private static final HostActor HOST = HostActor.of("victim");

  private Victim() {}

  /**
   * Runs until killed.
   *
   * @param args the database's address, the directory of the journals, a seed
   */
  public static void main(String[] args) throws Exception {
    Path journals = Path.of(args[1]);
    long seed = Long.parseLong(args[2]);
    DataSource pool = Databases.pool(args[0], THREADS + 4);
    int version = JdbcKeyStore.migrate(pool);
    System.out.println("schema " + version);
    JdbcKeyStore store = JdbcKeyStore.create(pool);
    Latchkey latchkey = Latchkey.builder(store).brand("acme").start();
    registerPartner(latchkey);
    Contested contested = new Contested(latchkey, actor(ACCOUNTS.get(0), "u-all"));
    CountDownLatch forEver = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      Actor actor = actor(ACCOUNTS.get(i % ACCOUNTS.size()), "u-" + seed + "-" + i);
      Journal own = new Journal(journals.resolve("own-" + seed + "-" + i));
      Journal shared = new Journal(journals.resolve("shared-" + seed + "-" + i));
      Random random = new Random(seed * THREADS + i);
      Thread thread =
          new Thread(
              () -> {
                Worker worker = new Worker(latchkey, actor, random, own);
                while (true) {
                  worker.step();
                  contested.step(random, shared);
                }
              },
              "victim-" + i);
      thread.start();
    }
    System.out.println(VictimProcess.RUNNING);
    System.out.flush();
    forEver.await();
  }

  private static Actor actor(String account, String id) {
    return Actor.of(AccountId.of(account), ActorId.of(id), UserLevel.BASIC)
        .with(Grant.MANAGE_WEBHOOKS);
  }

  private static void registerPartner(Latchkey latchkey) {
    if (latchkey.partners().find(PARTNER).isPresent()) {
      return;
    }
    Partner partner =
        Partner.listed(PARTNER.value(), "Northwind")
            .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
            .build();
    try {
      Partner registered = latchkey.partners().register(HOST, partner);
      System.out.println("registered " + registered.id());
    } catch (RefusedException e) {
      System.out.println("registered by an earlier process: " + e.reason());
    }
  }
}

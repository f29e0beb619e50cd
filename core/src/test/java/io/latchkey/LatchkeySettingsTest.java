package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Settings of a host that no other test is about. */
class LatchkeySettingsTest {

  @Test
  void formerBrand_isAcceptedAndNewKeysHaveTheNewOne() {
    try (World world = World.create()) {
      Held old = world.active();
      Latchkey renamed =
          world.otherNode(world.store, builder -> builder.brand("newco").acceptBrand("acme"));
      IssuedKey fresh = renamed.issuer().create(ADMIN, World.request());

      assertThat(fresh.reveal()).startsWith("newco_ci_live_");
      assertThat(World.verdict(renamed, old.text())).isEqualTo("ACCEPTED");
    }
  }

  @Test
  void anyoneMayAcknowledge_letsColleaguesDoIt() {
    try (World world = World.create(Latchkey.Builder::anyoneMayAcknowledge)) {
      IssuedKey issued = world.pending();
      KeyInfo key = world.issuer().acknowledge(World.COLLEAGUE, issued);

      assertThat(key.acknowledgedBy()).contains(World.COLLEAGUE.id());
      assertThat(key.createdBy()).isEqualTo(ADMIN.id());
    }
  }

  @Test
  void hostExecutor_runsTheBackgroundAndGetsItsThreadsBack() throws Exception {
    ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(4);
    try (World world = World.create(builder -> builder.executor(threads))) {
      assertThat(world.latchkey.awaitReady(Duration.ofSeconds(10))).isTrue();
      await("over this store, nobody waits").until(() -> threads.getActiveCount() == 3);
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }
}

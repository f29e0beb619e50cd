package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contract.HostTransaction;
import io.latchkey.spi.StagedKey;
import io.latchkey.spi.Staging;
import io.latchkey.spi.StoredKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Staged rows are a way into the table of keys, so they are sealed as well. */
class SealedStagingTest {

  private final StagingWorld host = StagingWorld.create(builder -> builder.seal(SealWorld.FIRST));
  private final World world = host.world;

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void staged_isAdoptedAndVerifies_andGetsTheSealOfAKey() {
    IssuedKey issued = host.staged();
    Held held = Held.of(issued);

    world.acknowledge(issued);

    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.seals().status(World.HOST).broken()).isZero();
  }

  @Test
  void planted_isNeverAdopted_andIsReported() {
    StagedKey planted = StagedByOthers.key(KeyId.of("Plantedkey000000"), "create");
    try (HostTransaction intruder = host.begin()) {
      intruder.stage(planted);
      intruder.commit();
    }

    refused(RefusalReason.KEY_NOT_FOUND, () -> world.revoke(KeyId.of("Plantedkey000000")));

    assertThat(host.content.findKey(World.GLOBEX.value(), "Plantedkey000000")).isEmpty();
    assertThat(world.latchkey.health().brokenSeals()).isPositive();
  }

  @Test
  void digestExchanged_isNeverAdopted() {
    IssuedKey issued =
        stagedAs(
            staged -> {
              StagedKey other =
                  StagedByOthers.key(KeyId.of(staged.key().record().keyId()), "create");
              return new StagedKey(
                  new StoredKey(
                      staged.key().record().toBuilder()
                          .digest(KeyDigest.ALGORITHM, other.key().record().digest())
                          .build(),
                      staged.key().details(),
                      null),
                  staged.operation());
            });

    refused(RefusalReason.NOT_COMMITTED, () -> world.acknowledge(issued));
    assertThat(host.content.findKey(World.GLOBEX.value(), issued.id().value())).isEmpty();
  }

  @Test
  void operationExchanged_isNeverAdopted() {
    Held original = world.active();
    Replacement request = Replacement.untilRevoked(original.id());
    List<StagedKey> staged = new ArrayList<>();
    IssuedKey issued;
    try (HostTransaction open = host.begin()) {
      Staging exchanging =
          key -> {
            staged.add(key);
            open.stage(new StagedKey(key.key(), StagedOperation.REPLACE_AT_ONCE.code()));
          };
      issued = world.latchkey.within(exchanging).replace(ADMIN, request);
      open.commit();
    }

    refused(RefusalReason.NOT_COMMITTED, () -> world.acknowledge(issued));
    assertThat(staged).hasSize(1);
    assertThat(world.info(original.id()).state()).isEqualTo(KeyState.ACTIVE);
  }

  @Test
  void sealOfAStagedRow_isNoneOfAKey() {
    List<StagedKey> staged = new ArrayList<>();
    try (HostTransaction open = host.begin()) {
      Staging watching =
          key -> {
            staged.add(key);
            open.stage(key);
          };
      world.latchkey.within(watching).create(ADMIN, World.request()).close();
    }
    RowSealer sealer = new RowSealer(SealWorld.FIRST);

    assertThat(sealer.check(staged.get(0))).isEqualTo(SealFinding.INTACT);
    assertThat(sealer.check(staged.get(0).key())).isEqualTo(SealFinding.BROKEN);
    assertThat(sealer.check(staged.get(0).key().record())).isEqualTo(SealFinding.BROKEN);
  }

  private interface Exchange {
    StagedKey of(StagedKey staged);
  }

  private IssuedKey stagedAs(Exchange exchange) {
    try (HostTransaction open = host.begin()) {
      IssuedKey issued =
          world.latchkey.within(key -> open.stage(exchange.of(key))).create(ADMIN, World.request());
      open.commit();
      return issued;
    }
  }
}

package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.StoreException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commit was made and its answer lost: the same call again finds its work done, or does it. */
class LostAnswerTest {

  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(intercepted.store(), builder -> builder.maxLiveKeys(2));

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void create_again_givesTheSameKeyAFreshSecret() {
    NewKey request = World.request().idempotencyKey("form-1");
    lost(() -> world.create(request));

    IssuedKey issued = world.create(request);

    assertThat(issued.revealNumber()).isEqualTo(2);
    assertThat(world.eventTypes()).containsExactly("key_created", "key_reveal_renewed");
    Held held = world.acknowledged(issued);
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void create_withoutAnIdempotencyKey_leavesAKeyThatNobodyHasAndThatNeverVerifies() {
    lost(world::pending);
    assertThat(world.eventTypes()).containsExactly("key_created");

    world.time.advance(World.DEADLINE);

    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all().live(), null, 10).keys()).isEmpty();
    Inside.maintain(world.latchkey);
    assertThat(world.lastEvent().type()).isEqualTo("key_abandoned");
  }

  @Test
  void replace_again_givesTheOneSuccessorAFreshSecret() {
    Held original = world.active();
    Replacement request = Replacement.now(original.id()).idempotencyKey("r-1");
    lost(() -> world.replace(request));

    IssuedKey issued = world.replace(request);

    assertThat(issued.key().predecessor()).contains(original.id());
    assertThat(world.info(original.id()).successor()).contains(issued.id());
    assertThat(world.store.listKeys(io.latchkey.spi.KeyCriteria.builder(10).build())).hasSize(2);
  }

  @Test
  void acknowledge_again_isTheSame() {
    IssuedKey issued = world.pending();
    Held held = Held.of(issued);
    lost(() -> world.acknowledge(issued));

    assertThat(world.acknowledge(issued).state()).isEqualTo(KeyState.ACTIVE);

    assertThat(world.eventTypes()).containsExactly("key_created", "key_acknowledged");
    assertThat(issued.readable()).isFalse();
    await().until(() -> world.verdict(held.text()).equals("ACCEPTED"));
  }

  @Test
  void revoke_isHonouredThoughNobodyRepeatsIt() {
    Held key = world.active();
    lost(() -> world.revoke(key.id()));

    await().until(() -> world.verdict(key.text()).equals("KEY_REVOKED"));
    assertThat(world.revoke(key.id()).state()).isEqualTo(KeyState.REVOKED);
    assertThat(world.eventTypes())
        .containsExactly("key_created", "key_acknowledged", "key_revoked");
  }

  @Test
  void everyOtherChange_again_isTheSame() {
    for (KeyOperation operation :
        new KeyOperation[] {
          KeyOperation.DISABLE,
          KeyOperation.ENABLE,
          KeyOperation.CHANGE_DESCRIPTION,
          KeyOperation.CHANGE_EXPIRY,
          KeyOperation.REASSIGN,
          KeyOperation.REVOKE
        }) {
      KeyId id = world.active().id();
      if (operation == KeyOperation.ENABLE) {
        world.disable(id);
      }
      world.northwindAlsoViewsCandidates();
      lost(() -> operation.on(world, id));
      int events = world.trail().size();

      operation.on(world, id);

      assertThat(world.trail()).as(operation.name()).hasSize(events);
      assertThat(world.lastEvent().type()).isEqualTo(operation.events().get(0));
      world.revoke(id);
      world.northwindRequires(CandidateIngestion.JOBS_VIEW);
    }
  }

  private void lost(Callable<?> call) {
    intercepted.meddler(
        each -> {
          Object answer = each.proceed();
          if (each.name().equals("commit")) {
            throw new StoreException(StoreException.Kind.OUTCOME_UNKNOWN, "connection reset", null);
          }
          return answer;
        });
    StoreUnavailableException failure = Refusals.thrown(StoreUnavailableException.class, call);
    intercepted.meddler(null);
    assertThat(failure.outcomeUnknown()).isTrue();
  }
}

package io.latchkey;

import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to a key between the commit that makes it and the return of its text. A listener
 * stands exactly there.
 */
class RevealRaceTest {

  private final AtomicReference<Consumer<KeyId>> onCreated = new AtomicReference<>(id -> {});

  /** Polls so seldom that the feed can't mend what the operations leave. */
  private final World world =
      World.create(
          builder ->
              builder
                  .listener(this::created)
                  .maxStaleness(Duration.ofHours(1))
                  .pollInterval(Duration.ofMinutes(10)));

  @AfterEach
  void close() {
    world.close();
  }

  private void created(KeyEvent event) {
    if (event.type().equals("key_created")) {
      onCreated.getAndSet(id -> {}).accept(KeyId.of(event.subject()));
    }
  }

  /**
   * The reveal was opened after the commit was published, so that a revocation in between was not
   * seen by it, and the text of a revoked key could be read until its deadline.
   */
  @Test
  void key_revokedBeforeItsTextWasReturned_cantBeRead() {
    onCreated.set(world::revoke);

    IssuedKey issued = world.pending();

    assertThat(world.state(issued.id())).isEqualTo(KeyState.REVOKED);
    assertThat(issued.readable()).isFalse();
  }

  @Test
  void key_acknowledgedBeforeItsTextWasReturned_cantBeRead() {
    onCreated.set(id -> assertThat(world.issuer().acknowledge(ADMIN, id, 1)).isNotNull());

    assertThat(world.pending().readable()).isFalse();
  }

  /**
   * The slower of two identical requests opened its void secret over the valid one of the quicker,
   * and overwrote that.
   */
  @Test
  void request_repeatedBeforeItsTextWasReturned_leavesTheNewestTextReadable() {
    NewKey request = World.request().idempotencyKey("form-1");
    List<IssuedKey> quicker = new ArrayList<>();
    onCreated.set(id -> quicker.add(world.create(request)));

    IssuedKey slower = world.create(request);

    IssuedKey newest =
        quicker.get(0).revealNumber() >= slower.revealNumber() ? quicker.get(0) : slower;
    assertThat(newest.readable()).isTrue();
    Held held = Held.of(newest);
    if (slower.revealNumber() < newest.revealNumber()) {
      assertThat(slower.readable()).isFalse();
    }
    world.acknowledge(newest);
    assertThat(world.verdict(held.text())).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 10).keys()).hasSize(1);
  }
}

package io.latchkey;

import static io.latchkey.Refusals.refused;
import static io.latchkey.World.ADMIN;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.POWERLESS;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.HonestStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nobody learns or changes anything about another account's keys, whatever is asked. */
class TenantWallsTest {

  private static final KeyId NOBODYS = KeyId.of("0123456789abcdef");

  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(intercepted.store(), builder -> {});
  private final Held active = world.active();
  private final IssuedKey pending = world.pending();

  @AfterEach
  void close() {
    world.close();
  }

  /** Every call that takes the id of a key. */
  private record Handle(String name, Asked asked) {

    interface Asked {
      Object of(World world, Actor actor, KeyId id);
    }

    static List<Handle> all() {
      List<Handle> all = new ArrayList<>();
      Stream.of(KeyOperation.values())
          .forEach(operation -> all.add(new Handle(operation.name(), operation::on)));
      all.add(new Handle("FIND", (world, actor, id) -> world.latchkey.keys().find(actor, id)));
      all.add(
          new Handle(
              "EXPLAIN", (world, actor, id) -> world.latchkey.permissions().explain(actor, id)));
      all.add(
          new Handle(
              "TRY_REASSIGN",
              (world, actor, id) -> world.latchkey.permissions().tryReassign(actor, id)));
      return all;
    }
  }

  @TestFactory
  Stream<DynamicTest> foreignAccount_findsNoKeyAndChangesNothing() {
    return each(
        handle -> {
          Stored before = world.stored();
          String missing = notFound(handle, NOBODYS);
          for (KeyId id : List.of(active.id(), pending.id())) {
            assertThat(notFound(handle, id).replace(id.value(), NOBODYS.value()))
                .as("the same answer as for a key that does not exist")
                .isEqualTo(missing);
          }
          assertThat(world.stored()).isEqualTo(before);
          assertThat(world.verdict(active.text())).isEqualTo("ACCEPTED");
          assertThat(pending.readable()).isTrue();
        });
  }

  private String notFound(Handle handle, KeyId id) {
    RefusedException refusal =
        refused(RefusalReason.KEY_NOT_FOUND, () -> handle.asked.of(world, STRANGER, id));
    assertThat(refusal.keyId()).contains(id);
    assertThat(refusal).hasMessageContaining("initech").hasMessageNotContaining("globex");
    return refusal.getMessage();
  }

  @TestFactory
  Stream<DynamicTest> actorWithoutRights_isDeniedTheSameWhetherTheKeyExistsOrNot() {
    return each(
        handle -> {
          List<KeyId> ids = List.of(active.id(), pending.id(), NOBODYS);
          intercepted.forgetCalls();
          List<String> answers = ids.stream().map(id -> denial(handle, id)).toList();

          assertThat(answers).containsOnly(answers.get(0));
          assertThat(answers.get(0)).doesNotContain(active.id().value());
          assertThat(intercepted.calls()).as("nothing is looked up").doesNotContain("findKey");
        });
  }

  private String denial(Handle handle, KeyId id) {
    AccessDeniedException denial =
        Refusals.thrown(AccessDeniedException.class, () -> handle.asked.of(world, POWERLESS, id));
    assertThat(denial.missing()).isEqualTo("grant webhooks.manage");
    assertThat(denial.keyId()).isEmpty();
    return denial.getMessage();
  }

  @Test
  void lists_showNothingOfAnotherAccount() {
    assertThat(world.latchkey.keys().list(STRANGER, KeyQuery.all(), null, 10).keys()).isEmpty();
    assertThat(
            world
                .latchkey
                .keys()
                .list(STRANGER, KeyQuery.all().tail(world.info(active.id()).tail()), null, 10)
                .keys())
        .isEmpty();
    world.northwindAlsoViewsCandidates();
    assertThat(world.latchkey.permissions().drift(STRANGER, null, 10).changes()).isEmpty();
    assertThat(world.latchkey.audit().read(STRANGER, 0, 10)).isEmpty();
    assertThat(world.latchkey.audit().head(STRANGER).sequence()).isZero();
  }

  @Test
  void cursor_ofAnotherAccount_showsNothingOfIt() {
    String cursor = world.latchkey.keys().list(ADMIN, KeyQuery.all(), null, 1).next().orElseThrow();

    assertThat(world.latchkey.keys().list(STRANGER, KeyQuery.all(), cursor, 10).keys()).isEmpty();
  }

  @Test
  void revokeAll_endsTheKeysOfTheActorsAccountAlone() {
    Revocation why = Revocation.because(RevocationReason.NO_LONGER_USED);

    assertThat(world.issuer().revokeAll(STRANGER, NORTHWIND, why)).isZero();
    assertThat(world.verdict(active.text())).isEqualTo("ACCEPTED");
  }

  @Test
  void issuedKey_ofAnotherAccount_cantBeAcknowledged() {
    refused(RefusalReason.KEY_NOT_FOUND, () -> world.issuer().acknowledge(STRANGER, pending));

    assertThat(world.state(pending.id())).isEqualTo(KeyState.PENDING);
    assertThat(pending.readable()).isTrue();
  }

  @Test
  void accounts_thatDifferInCaseAlone_areDifferentAccounts() {
    Actor capital = World.manager(AccountId.of("Globex"), "u-admin");

    refused(RefusalReason.KEY_NOT_FOUND, () -> world.latchkey.keys().find(capital, active.id()));
    assertThat(world.issuer().create(capital, World.request()).readable()).isTrue();
    assertThat(world.latchkey.keys().list(capital, KeyQuery.all(), null, 10).keys()).hasSize(1);
  }

  @Test
  void verifiedKey_namesTheAccountThatOwnsIt() {
    assertThat(world.latchkey.verifier().verify(active.text()).key().accountId())
        .isEqualTo(World.GLOBEX);
  }

  private interface Check {
    void of(Handle handle);
  }

  private Stream<DynamicTest> each(Check check) {
    Function<Handle, DynamicTest> test =
        handle -> DynamicTest.dynamicTest(handle.name(), () -> check.of(handle));
    List<Handle> all = Handle.all();
    assertThat(all).hasSize(Arrays.asList(KeyOperation.values()).size() + 3);
    return all.stream().map(test);
  }
}

package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.AttackedStore;
import io.latchkey.spi.KeyDetails;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An honest operation gives no seal to what an intruder has planted. */
class SealedOperationsTest {

  private static final Instant HOUR_LATER = Instant.parse("2030-01-01T01:00:00Z");

  private final SealWorld sealed = SealWorld.sealed();
  private final World world = sealed.world;
  private final AttackedStore attacked = sealed.attacked;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void key_whoseRecordWasChanged_canNotBeChanged() {
    Held key = world.active();
    sealed.meddle(key, row -> row.permissions(List.of("candidates.view")));

    assertAllRefused(key);
  }

  @Test
  void key_thatWasPutBack_canNotBeChanged() {
    Held key = world.active();
    StoredKey older = sealed.row(key);
    world.disable(key.id());
    attacked.put(older);

    assertAllRefused(key);
  }

  private void assertAllRefused(Held key) {
    Stored before = world.stored();
    List<Callable<?>> operations =
        List.of(
            () -> world.disable(key.id()),
            () -> world.enable(key.id()),
            () -> world.revoke(key.id()),
            () -> world.replace(Replacement.overlapping(key.id(), Duration.ofDays(1))),
            () -> world.issuer().changeDescription(ADMIN, key.id(), "anew"),
            () -> world.issuer().changeExpiry(ADMIN, key.id(), null),
            () -> world.latchkey.permissions().reassign(ADMIN, key.id()),
            () -> world.info(key.id()));
    for (Callable<?> operation : operations) {
      RefusedException refusal = Refusals.refused(RefusalReason.SEAL_BROKEN, operation);
      assertThat(refusal.keyId()).contains(key.id());
    }
    assertThat(world.stored()).isEqualTo(before);
  }

  static Stream<Consumer<KeyDetails.Builder>> plantedDetails() {
    return Stream.of(
        details -> details.expiresAt(null),
        details -> details.overlapEndsAt(HOUR_LATER),
        details -> details.overlap(Duration.ofDays(7)),
        details -> details.pendingUntil(HOUR_LATER),
        details -> details.createdBy("u-intruder"),
        details -> details.permissionSource("profile of somebody else"),
        details -> details.predecessorId("0123456789abcdef"),
        details -> details.revealNumber(7),
        details -> details.description("another"));
  }

  /**
   * The end is worked out from the details at the next change, which would seal what was planted.
   */
  @ParameterizedTest
  @MethodSource("plantedDetails")
  void key_whoseDetailsWereChanged_canNotBeChanged(Consumer<KeyDetails.Builder> change) {
    Held key = world.active(World.request().expiresAfter(Duration.ofHours(1)));
    StoredKey row = sealed.row(key);
    KeyDetails.Builder details = row.details().toBuilder();
    change.accept(details);
    attacked.put(new StoredKey(row.record(), details.build(), null));

    Refusals.refused(RefusalReason.SEAL_BROKEN, () -> world.disable(key.id()));
    assertThat(sealed.verdict(key)).as("a verdict reads none of it").isEqualTo("ACCEPTED");
  }

  /** The next key would get what the planted profile requires, under a right seal. */
  @Test
  void partner_whoseProfileWasChanged_getsNoKeysAndNoChanges() {
    StoredPartner row = attacked.partner(NORTHWIND.value());
    attacked.put(
        new StoredPartner(
            row.record(), row.document().replace("\"jobs.view\"", "\"candidates.view\"")));
    assertThat(attacked.partner(NORTHWIND.value())).isNotEqualTo(row);

    Refusals.refused(RefusalReason.SEAL_BROKEN, world::pending);
    Refusals.refused(RefusalReason.SEAL_BROKEN, () -> world.partners().suspend(HOST, NORTHWIND));
    Refusals.refused(RefusalReason.SEAL_BROKEN, () -> world.partners().find(NORTHWIND));
  }

  @Test
  void partner_thatWasPutBackOrIsGone_getsNoKeys() {
    StoredPartner active = attacked.partner(NORTHWIND.value());
    world.partners().suspend(HOST, NORTHWIND);
    attacked.put(active);
    Refusals.refused(RefusalReason.SEAL_BROKEN, world::pending);

    attacked.deletePartner(NORTHWIND.value());
    Refusals.refused(RefusalReason.SEAL_BROKEN, world::pending);
  }

  /** A catalogue works out the next record of each partner from a list. */
  @Test
  void partner_thatWasPutBackOrIsGone_isNotLoadedFromACatalogue() {
    StoredPartner active = attacked.partner(NORTHWIND.value());
    world.partners().suspend(HOST, NORTHWIND);
    attacked.put(active);
    Refusals.refused(RefusalReason.SEAL_BROKEN, this::loadCatalogue);

    attacked.deletePartner(NORTHWIND.value());
    Refusals.refused(RefusalReason.SEAL_BROKEN, this::loadCatalogue);
  }

  private CatalogueLoad loadCatalogue() {
    String json =
        "{\"format\":1,\"partners\":[{\"id\":\"northwind\",\"display_name\":\"Another\",\"connections\":{}}]}";
    return world
        .partners()
        .load(
            HOST,
            new java.io.ByteArrayInputStream(
                json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void account_whoseRowIsGoneOrPutBack_getsNoKeys() {
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    world.latchkey.accounts().resume(HOST, GLOBEX);
    var active = attacked.account(GLOBEX.value());
    world.latchkey.accounts().suspend(HOST, GLOBEX);

    attacked.put(active);
    Refusals.refused(RefusalReason.SEAL_BROKEN, world::pending);
    attacked.deleteAccount(GLOBEX.value());
    Refusals.refused(RefusalReason.SEAL_BROKEN, world::pending);
    Refusals.refused(
        RefusalReason.SEAL_BROKEN,
        () -> {
          world.latchkey.accounts().resume(HOST, GLOBEX);
          return true;
        });
  }

  /** One row that can't be sealed must not keep a leak's other keys alive. */
  @Test
  void bulkEndings_leaveTheBrokenRowAndEndTheOthers() {
    Held broken = world.active();
    Held whole = world.active();
    sealed.meddle(broken, row -> row.permissions(List.of()));

    assertThat(
            world.issuer().revokeAll(HOST, NORTHWIND, Revocation.because(RevocationReason.LEAKED)))
        .isEqualTo(1);

    assertThat(sealed.verdict(whole)).isEqualTo("KEY_REVOKED");
    assertThat(sealed.verdict(broken)).isEqualTo("SEAL_BROKEN");
  }

  @Test
  void commit_againstABrokenChain_isNotMade() {
    Held key = world.active();
    Stored before = world.stored();
    for (String seal : new String[] {"nonsense", null}) {
      attacked.putChainSeal(GLOBEX.value(), seal);

      Refusals.refused(RefusalReason.SEAL_BROKEN, () -> world.disable(key.id()));

      assertThat(world.stored()).isEqualTo(before);
    }
  }

  /** Everything that operations do keeps rows and sums together. */
  @Test
  void everyKindOfChange_leavesAStoreThatFits() {
    Held first = world.active();
    Held second = world.active(World.request().expiresAfter(Duration.ofHours(1)));
    Held third =
        world.acknowledged(world.replace(Replacement.overlapping(first.id(), Duration.ofDays(1))));
    world.disable(third.id());
    world.enable(third.id());
    world.northwindAlsoViewsCandidates();
    assertThat(world.latchkey.permissions().reassign(ADMIN, third.id()).isEmpty()).isFalse();
    world.time.advance(Duration.ofHours(2));
    world.latchkey.accounts().suspend(HOST, World.INITECH);
    world.latchkey.accounts().erase(HOST, World.INITECH);
    world.revoke(first.id());
    world.time.advance(Duration.ofDays(2));
    world.revoke(second.id());
    assertThat(world.issuer().purge(HOST, world.time.now(), 10)).isGreaterThan(0);

    Latchkey fresh = sealed.fresh();
    assertThat(fresh.health().brokenSeals()).isZero();
    assertThat(SealWorld.verdict(fresh, third)).isEqualTo("ACCEPTED");
    assertThat(fresh.seals().status(HOST).broken()).isZero();
    assertThat(fresh.seals().status(HOST).unsealed()).isZero();
  }

  @Test
  void erasedAccount_needsNoSum() {
    Held key = world.active();
    world.latchkey.accounts().erase(HOST, GLOBEX);

    Latchkey fresh = sealed.fresh();

    assertThat(fresh.health().brokenSeals()).isZero();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("KEY_UNKNOWN");
  }

  @Test
  void processWithoutSealKeys_takesTheSealsAwayThatNoLongerHold() {
    Held key = world.active();
    world.latchkey.accounts().suspend(HOST, World.INITECH);
    Latchkey without = sealed.fresh(builder -> {});

    assertThat(without.issuer().disable(ADMIN, key.id()).state()).isEqualTo(KeyState.DISABLED);
    assertThat(without.partners().suspend(HOST, NORTHWIND).status())
        .isEqualTo(PartnerStatus.SUSPENDED);
    without.accounts().resume(HOST, World.INITECH);

    assertThat(sealed.row(key).record().seal()).isEmpty();
    assertThat(attacked.partner(NORTHWIND.value()).record().seal()).isEmpty();
    assertThat(attacked.account(World.INITECH.value()).seal()).isEmpty();
    Refusals.thrown(IllegalStateException.class, () -> without.seals().status(HOST));
    Refusals.thrown(
        IllegalStateException.class, () -> without.seals().reseal(HOST, progress -> {}));
    Refusals.thrown(
        IllegalStateException.class,
        () -> {
          without.seals().acceptRows(HOST, GLOBEX);
          return true;
        });
    Refusals.thrown(
        IllegalStateException.class,
        () -> {
          without.seals().acceptHostRows(HOST);
          return true;
        });
  }

  /** A method with a default would go past the checks unnoticed. */
  @Test
  void sealedStore_overridesEveryMethodOfAStore() {
    assertThat(Arrays.stream(SealedStore.class.getDeclaredMethods()).map(Method::getName))
        .containsAll(Arrays.stream(KeyStore.class.getMethods()).map(Method::getName).toList());
  }

  /** What a commit may carry beside its rows must come through the sealing. */
  @Test
  void commit_isSealedWithEverythingThatItCarries() {
    assertThat(
            Arrays.stream(io.latchkey.spi.Commit.class.getDeclaredFields())
                .map(java.lang.reflect.Field::getName))
        .as("look at Commit.withoutRows when this changes")
        .containsExactlyInAnyOrder(
            "chain",
            "events",
            "keyInserts",
            "keyUpdates",
            "keyDeletes",
            "partners",
            "accounts",
            "partnerGuards",
            "accountGuards",
            "liveLimit",
            "idempotency",
            "chainCut",
            "adopts",
            "sealUpdate");
  }

  @Test
  void limitsAndRetries_workUnderSeals() {
    try (SealWorld other = SealWorld.sealed(builder -> builder.maxLiveKeys(1))) {
      NewKey once = World.request().idempotencyKey("once");
      IssuedKey issued = other.world.create(once);
      assertThat(other.world.create(once)).isSameAs(issued);
      Refusals.refused(RefusalReason.LIMIT_REACHED, other.world::pending);
      assertThat(other.fresh().health().brokenSeals()).isZero();
    }
  }

  @Test
  void unknownPartnerRow_ofAnotherHost_isNoPartner() {
    attacked.put(new StoredPartner(new PartnerRecord("planted", "active", 1), "{}"));

    Refusals.refused(
        RefusalReason.SEAL_BROKEN,
        () ->
            world.create(
                NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, PartnerId.of("planted"), "x")));
  }
}

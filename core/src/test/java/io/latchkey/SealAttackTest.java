package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.GLOBEX;
import static io.latchkey.World.HOST;
import static io.latchkey.World.INITECH;
import static io.latchkey.World.NORTHWIND;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.AttackedStore;
import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.StoredPartner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What somebody does who can write to the store: each is refused by a process that runs, to which
 * the change is announced as any other, and by one that starts.
 */
class SealAttackTest {

  private final SealWorld sealed = SealWorld.sealed();
  private final World world = sealed.world;
  private final AttackedStore attacked = sealed.attacked;

  @AfterEach
  void close() {
    world.close();
  }

  /** A key that must not verify, and the change of the store that is to make it. */
  private interface Attack {
    Held prepare(SealAttackTest test);
  }

  private enum Attempt {
    PLANT_A_DIGEST(SealAttackTest::plantDigest),
    MOVE_A_DIGEST(SealAttackTest::moveDigest),
    WIDEN_PERMISSIONS(
        test -> test.meddledActive(row -> row.permissions(List.of("candidates.create", "x.y")))),
    LIFT_AN_EXPIRY(SealAttackTest::liftExpiry),
    UN_REVOKE(SealAttackTest::unrevoke),
    UN_REVOKE_AT_A_HIGHER_VERSION(SealAttackTest::unrevokeHigher),
    COPY_AN_OLDER_ROW_BACK(SealAttackTest::copyOlderRowBack),
    ENABLE(SealAttackTest::enable),
    NULL_THE_SEAL(test -> test.meddledActive(row -> row.seal(null))),
    GARBLE_THE_SEAL(test -> test.meddledActive(row -> row.seal("1.1.AAAA.BBBB"))),
    NAME_ANOTHER_FORM(test -> test.meddledActive(row -> row.seal("2.1.AAAA.BBBB"))),
    NAME_AN_UNKNOWN_SEAL_KEY(test -> test.meddledActive(row -> row.seal("1.77.AAAA.BBBB"))),
    GIVE_TO_ANOTHER_ACCOUNT(
        test -> test.meddledActive(row -> row.accountId(World.INITECH.value()))),
    GIVE_TO_ANOTHER_PARTNER(test -> test.meddledActive(row -> row.partnerId("custom"))),
    GIVE_ANOTHER_ENVIRONMENT(test -> test.meddledActive(row -> row.environment("test"))),
    PLANT_A_ROW(SealAttackTest::plantRow),
    RESUME_A_PARTNER(SealAttackTest::resumePartner),
    COPY_AN_OLDER_PARTNER_BACK(SealAttackTest::copyOlderPartnerBack),
    DELETE_A_SUSPENDED_PARTNER_AND_PUT_AN_ACTIVE_ONE(SealAttackTest::replacePartner),
    REACTIVATE_AN_ACCOUNT(SealAttackTest::reactivateAccount),
    COPY_AN_OLDER_ACCOUNT_BACK(SealAttackTest::copyOlderAccountBack),
    DELETE_A_SUSPENDED_ACCOUNT(SealAttackTest::deleteAccount);

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method
    private final Attack attack;

    Attempt(Attack attack) {
      this.attack = attack;
    }
  }

  @ParameterizedTest
  @EnumSource
  void attempt_isRefusedByTheProcessThatRunsAndByOneThatStarts(Attempt attempt) {
    Held prize = attempt.attack.prepare(this);

    Verification running = runningVerdict(prize);
    assertThat(running.accepted()).as("running: %s", running).isFalse();
    Verification fresh = sealed.fresh().verifier().verify(prize.text());
    assertThat(fresh.accepted()).as("fresh: %s", fresh).isFalse();
    assertThat(fresh.rejection().reason()).isEqualTo(RejectionReason.SEAL_BROKEN);
    assertThat(fresh.rejection().view()).isEqualTo(CallerView.BAD_CREDENTIAL);
  }

  /** Without seals the intruder gets in, or these tests would show nothing. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "PLANT_A_DIGEST",
        "WIDEN_PERMISSIONS",
        "LIFT_AN_EXPIRY",
        "UN_REVOKE",
        "COPY_AN_OLDER_ROW_BACK",
        "ENABLE",
        "PLANT_A_ROW",
        "RESUME_A_PARTNER",
        "COPY_AN_OLDER_PARTNER_BACK",
        "REACTIVATE_AN_ACCOUNT",
        "DELETE_A_SUSPENDED_ACCOUNT"
      })
  void attempt_withoutSeals_succeeds(Attempt attempt) {
    Held prize = attempt.attack.prepare(this);

    Latchkey without = sealed.fresh(builder -> {});

    assertThat(SealWorld.verdict(without, prize)).isEqualTo("ACCEPTED");
  }

  private Verification runningVerdict(Held key) {
    world.time.advance(Duration.ofSeconds(6));
    return world.latchkey.verifier().verify(key.text());
  }

  private Held meddledActive(Consumer<KeyRecord.Builder> change) {
    Held key = world.active();
    sealed.meddle(key, change);
    return key;
  }

  /** The intruder makes a secret of the same id and knows its text. */
  private Held plantDigest() {
    Held key = world.active();
    Held known = forged(key.id());
    sealed.meddle(key, row -> row.digest(KeyDigest.ALGORITHM, SealWorld.digestOf(known)));
    return known;
  }

  private Held forged(KeyId id) {
    GeneratedKey generated =
        new KeyGenerator(VerifierLab.seeded(7)).regenerate("acme_ci_live_", id);
    return new Held(id, new String(generated.text()));
  }

  /** The row of a key with wider permissions gets the digest of the intruder's own. */
  private Held moveDigest() {
    Held own = world.active();
    world.northwindAlsoViewsCandidates();
    Held wide = world.active();
    sealed.meddle(
        own,
        row ->
            row.permissions(sealed.row(wide).record().permissions())
                .seal(sealed.row(wide).record().seal().orElseThrow()));
    return own;
  }

  private Held liftExpiry() {
    Held key = world.active(World.request().expiresAfter(Duration.ofHours(1)));
    sealed.meddle(key, row -> row.state("active"));
    world.time.advance(Duration.ofHours(2));
    return key;
  }

  private Held unrevoke() {
    Held key = world.active();
    world.revoke(key.id());
    sealed.meddle(key, row -> row.state("active"));
    return key;
  }

  private Held unrevokeHigher() {
    Held key = world.active();
    world.revoke(key.id());
    sealed.meddle(key, row -> row.state("active").version(99));
    return key;
  }

  private Held copyOlderRowBack() {
    Held key = world.active();
    StoredKey older = sealed.row(key);
    world.revoke(key.id());
    attacked.put(older);
    return key;
  }

  private Held enable() {
    Held key = world.active();
    world.disable(key.id());
    sealed.meddle(key, row -> row.state("active"));
    return key;
  }

  /** A whole row of the intruder's making, with the seal of another one. */
  private Held plantRow() {
    StoredKey model = sealed.row(world.active());
    Held known = forged(KeyId.of("0123456789abcdef"));
    KeyRecord planted =
        model.record().toBuilder()
            .keyId(known.id().value())
            .digest(KeyDigest.ALGORITHM, SealWorld.digestOf(known))
            .build();
    attacked.put(new StoredKey(planted, model.details(), null));
    return known;
  }

  private Held resumePartner() {
    Held key = world.active();
    world.partners().suspend(HOST, NORTHWIND);
    StoredPartner row = attacked.partner(NORTHWIND.value());
    PartnerRecord resumed =
        new PartnerRecord(NORTHWIND.value(), "active", row.record().version() + 1);
    attacked.put(
        new StoredPartner(resumed.withSeal(row.record().seal().orElseThrow()), row.document()));
    return key;
  }

  private Held copyOlderPartnerBack() {
    Held key = world.active();
    StoredPartner older = attacked.partner(NORTHWIND.value());
    world.partners().suspend(HOST, NORTHWIND);
    attacked.put(older);
    return key;
  }

  private Held replacePartner() {
    Held key = world.active();
    world.partners().suspend(HOST, NORTHWIND);
    StoredPartner row = attacked.partner(NORTHWIND.value());
    attacked.deletePartner(NORTHWIND.value());
    attacked.put(
        new StoredPartner(new PartnerRecord(NORTHWIND.value(), "active", 1), row.document()));
    return key;
  }

  private Held reactivateAccount() {
    Held key = world.active();
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    AccountRecord row = attacked.account(GLOBEX.value());
    attacked.put(
        new AccountRecord(row.id(), "active", row.version() + 1)
            .withSeal(row.seal().orElseThrow()));
    return key;
  }

  private Held copyOlderAccountBack() {
    Held key = world.active();
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    world.latchkey.accounts().resume(HOST, GLOBEX);
    AccountRecord older = attacked.account(GLOBEX.value());
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    attacked.put(older);
    return key;
  }

  private Held deleteAccount() {
    Held key = world.active();
    world.latchkey.accounts().suspend(HOST, GLOBEX);
    attacked.deleteAccount(GLOBEX.value());
    return key;
  }

  /** Deleting a key's row is no way in by itself, but it is how a replacement could be hidden. */
  @Test
  void keyRow_thatIsDeleted_stopsTheAccountOfAProcessThatStarts() {
    Held deleted = world.active();
    Held other = world.active();
    attacked.deleteKey(deleted.id().value());

    assertThat(sealed.verdict(deleted)).isEqualTo("KEY_UNKNOWN");
    assertThat(SealWorld.verdict(sealed.fresh(), other)).isEqualTo("SEAL_BROKEN");
  }

  @Test
  void chainSeal_thatIsTakenAwayOrPutBack_stopsTheAccount() {
    Held key = world.active();
    String older = attacked.store().chainSeal(GLOBEX.value()).orElseThrow();
    Held later = world.active();
    String newest = attacked.store().chainSeal(GLOBEX.value()).orElseThrow();

    for (String seal : new String[] {null, older, "1.1.2.2.AAAA.BBBB", "nonsense"}) {
      attacked.putChainSeal(GLOBEX.value(), seal);
      Latchkey fresh = sealed.fresh();
      assertThat(SealWorld.verdict(fresh, key)).as(seal).isEqualTo("SEAL_BROKEN");
      assertThat(SealWorld.verdict(fresh, later)).as(seal).isEqualTo("SEAL_BROKEN");
    }
    attacked.putChainSeal(GLOBEX.value(), newest);
    assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("ACCEPTED");
  }

  @Test
  void chainSeal_ofAnotherChain_doesNotFit() {
    Held key = world.active();
    Held theirs = stranger();
    attacked.putChainSeal(
        GLOBEX.value(), attacked.store().chainSeal(INITECH.value()).orElseThrow());

    Latchkey fresh = sealed.fresh();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");
    assertThat(SealWorld.verdict(fresh, theirs)).isEqualTo("ACCEPTED");
  }

  private Held stranger() {
    IssuedKey issued = world.issuer().create(STRANGER, World.request());
    Held held = Held.of(issued);
    assertThat(world.issuer().acknowledge(STRANGER, issued).state()).isEqualTo(KeyState.ACTIVE);
    return held;
  }

  @Test
  void changedRow_stopsItsKeyAlone() {
    Held changed = world.active();
    Held other = world.active();
    sealed.meddle(changed, row -> row.permissions(List.of()));

    assertThat(sealed.verdict(changed)).isEqualTo("SEAL_BROKEN");
    assertThat(sealed.verdict(other)).isEqualTo("ACCEPTED");
    Latchkey fresh = sealed.fresh();
    assertThat(SealWorld.verdict(fresh, changed)).isEqualTo("SEAL_BROKEN");
    assertThat(SealWorld.verdict(fresh, other)).isEqualTo("ACCEPTED");
  }

  @Test
  void rowsOfAnAccount_thatDontFit_stopNoOtherAccount() {
    Held ours = world.active();
    Held theirs = stranger();
    attacked.deleteKey(world.active().id().value());

    Latchkey fresh = sealed.fresh();

    assertThat(SealWorld.verdict(fresh, ours)).isEqualTo("SEAL_BROKEN");
    assertThat(SealWorld.verdict(fresh, theirs)).isEqualTo("ACCEPTED");
  }

  /** Any partner or account could be the one that is missing. */
  @Test
  void rowsOfTheHost_thatDontFit_stopEverything() {
    Held ours = world.active();
    Held theirs = stranger();
    attacked.deletePartner(World.CONTOSO.value());

    Latchkey fresh = sealed.fresh();

    assertThat(SealWorld.verdict(fresh, ours)).isEqualTo("SEAL_BROKEN");
    assertThat(SealWorld.verdict(fresh, theirs)).isEqualTo("SEAL_BROKEN");
    assertThat(SealWorld.verdict(fresh, forged(KeyId.of("0123456789abcdef"))))
        .isEqualTo("KEY_UNKNOWN");
    assertThat(sealed.verdict(ours)).as("the process that runs knows better").isEqualTo("ACCEPTED");
  }

  @Test
  void changedRow_thatIsPutRight_isAcceptedAgain() {
    Held key = world.active();
    StoredKey right = sealed.row(key);
    StoredPartner partner = attacked.partner(NORTHWIND.value());
    sealed.meddle(key, row -> row.permissions(List.of()).version(50));
    attacked.put(new StoredPartner(partner.record().withSeal("1.1.AAAA.BBBB"), partner.document()));
    assertThat(sealed.verdict(key)).isEqualTo("SEAL_BROKEN");
    assertThat(world.latchkey.health().brokenSeals()).isEqualTo(2);

    attacked.put(right);
    assertThat(sealed.verdict(key)).isEqualTo("SEAL_BROKEN");
    attacked.put(partner);

    assertThat(sealed.verdict(key)).isEqualTo("ACCEPTED");
    assertThat(world.latchkey.health().brokenSeals()).isZero();
    assertThat(world.disable(key.id()).state()).isEqualTo(KeyState.DISABLED);
  }

  @Test
  void keyThatHadEnded_staysEndedWhateverIsDoneToItsRow() {
    Held key = world.active();
    StoredKey active = sealed.row(key);
    world.revoke(key.id());
    StoredKey revoked = sealed.row(key);
    sealed.meddle(key, row -> row.state("active"));
    assertThat(sealed.verdict(key)).isEqualTo("SEAL_BROKEN");

    attacked.put(active);
    assertThat(sealed.verdict(key)).isEqualTo("SEAL_BROKEN");
    attacked.put(revoked);
    assertThat(sealed.verdict(key)).isEqualTo("KEY_REVOKED");
  }

  /** Its seal is right, and only the sum of the account tells that it should not be there. */
  @Test
  void rowOfAPurgedKey_thatIsPutBack_isRefused() {
    Held key = world.active();
    StoredKey active = sealed.row(key);
    world.revoke(key.id());
    world.time.advance(Duration.ofDays(400));
    assertThat(world.issuer().purge(HOST, world.time.now(), 10)).isEqualTo(1);
    attacked.put(active);

    assertThat(sealed.verdict(key)).as("this process has seen its end").isEqualTo("KEY_UNKNOWN");
    assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("SEAL_BROKEN");
  }

  /**
   * What is in the store is right then, and a process that has read it meanwhile still holds it.
   */
  @Test
  void rowThatIsPutBackAndTakenAwayAgain_isNotAcceptedByWhoHasReadIt() {
    Held key = world.active();
    Latchkey fresh = nodeThatReadWhatWasPutBack(key);

    ((SealEngine) fresh.seals()).recheck();

    assertThat(fresh.health().brokenSeals()).isZero();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("KEY_REVOKED");
  }

  /** A load alone would take the feed as it stands. */
  @Test
  void storeThatIsSetBackJustThen_isReportedNonetheless() {
    Held key = world.active();
    Latchkey fresh = nodeThatReadWhatWasPutBack(key);
    sealed.between.meddler(
        call -> {
          Object answer = call.proceed();
          return answer instanceof FeedPage page
              ? new FeedPage(new FeedPosition(page.position().epoch(), 1), 0, List.of())
              : answer;
        });

    ((SealEngine) fresh.seals()).recheck();

    assertThat(fresh.health().status()).isEqualTo(Health.Status.FEED_REGRESSED);
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("KEY_REVOKED");
  }

  /** The key is revoked, was active when the node read it, and is revoked again in the store. */
  private Latchkey nodeThatReadWhatWasPutBack(Held key) {
    StoredKey active = sealed.row(key);
    world.revoke(key.id());
    StoredKey revoked = sealed.row(key);
    attacked.put(active);
    Latchkey fresh = sealed.fresh();
    assertThat(SealWorld.verdict(fresh, key)).isEqualTo("SEAL_BROKEN");
    attacked.put(revoked);
    return fresh;
  }

  @Test
  void newRowThatIsGoneWhenItIsLookedAt_hasEverythingReadAnew() {
    Held key = world.active();
    SealLab lab = new SealLab(attacked.store());
    assertThat(lab.load().number()).isPositive();
    lab.gate.appeared(sealed.row(key).record());
    lab.gate.recheck(GLOBEX.value());
    assertThat(lab.gate.takeStale()).isFalse();

    lab.gate.appeared(sealed.row(key).record());
    world.revoke(key.id());
    world.time.advance(Duration.ofDays(400));
    assertThat(world.issuer().purge(HOST, world.time.now(), 10)).isEqualTo(1);
    lab.gate.recheck(GLOBEX.value());

    assertThat(lab.gate.takeStale()).isTrue();
  }

  @Test
  void operator_isToldLoudlyAndOnce() {
    Held key = world.active();
    List<String> measured = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (Logged log = Logged.by(SealWatch.class)) {
      Latchkey other =
          sealed.fresh(
              builder ->
                  builder
                      .seal(SealWorld.FIRST)
                      .metrics(
                          new LatchkeyMetrics() {
                            @Override
                            public void sealBroken(String kind, String id) {
                              measured.add(kind + " " + id);
                            }
                          }));
      assertThat(other.health().brokenSeals()).isZero();
      sealed.meddle(key, row -> row.permissions(List.of()));
      sealed.meddle(key, row -> row.permissions(List.of("jobs.view")));
      world.time.advance(Duration.ofSeconds(6));

      assertThat(SealWorld.verdict(other, key)).isEqualTo("SEAL_BROKEN");

      assertThat(measured).containsExactly("key " + key.id().value());
      assertThat(other.health().brokenSeals()).isEqualTo(1);
      assertThat(other.health().toString()).contains("1 broken seals");
      assertThat(other.seals().status(HOST).named()).containsExactly("key " + key.id().value());
      assertThat(log.events())
          .filteredOn(event -> event.getFormattedMessage().contains(key.id().value()))
          .isNotEmpty()
          .allMatch(event -> event.getLevel() == ch.qos.logback.classic.Level.ERROR);
    }
  }

  @Test
  void lostChain_ofTheHost_isFoundEvenWithoutRows() {
    Held key = world.active();
    attacked.putChainSeal(AuditChain.HOST, null);

    assertThat(SealWorld.verdict(sealed.fresh(), key)).isEqualTo("SEAL_BROKEN");
  }

  @Test
  void operationsOfAnAccount_whoseRowsDontFit_areRefused() {
    Held key = world.active();
    attacked.deleteKey(world.active().id().value());
    Latchkey fresh = sealed.fresh();

    Refusals.refused(RefusalReason.SEAL_BROKEN, () -> fresh.issuer().disable(ADMIN, key.id()));
    Refusals.refused(
        RefusalReason.SEAL_BROKEN, () -> fresh.issuer().create(ADMIN, World.request()));
    assertThat(fresh.keys().list(ADMIN, KeyQuery.all(), null, 10).keys()).hasSize(1);
  }
}

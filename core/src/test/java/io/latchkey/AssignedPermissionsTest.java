package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATES_VIEW;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static io.latchkey.CandidateIngestion.JOBS_VIEW;
import static io.latchkey.World.HOST;
import static io.latchkey.World.NORTHWIND;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.KeyRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which permissions a key is born with: what its partner's profile asks for, and never more. */
class AssignedPermissionsTest {

  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb")
          .defaultPermission("jobs.view")
          .permission("applications.create")
          .build();
  private static final Permission APPLICATIONS_CREATE = JOB_BOARD.permission("applications.create");

  private final World world = World.create(builder -> builder.apiType(JOB_BOARD));

  @AfterEach
  void close() {
    world.close();
  }

  /** All 32 profiles that the universe allows. */
  @Test
  void key_hasExactlyWhatTheProfileRequires() {
    List<Permission> universe = List.copyOf(CANDIDATE_INGESTION.permissions());
    for (int bits = 0; bits < 1 << universe.size(); bits++) {
      Set<Permission> profile = subset(universe, bits);
      world.northwindRequires(profile.toArray(Permission[]::new));

      Held key = world.active();

      assertThat(world.info(key.id()).permissions()).isEqualTo(profile);
      VerifiedKey verified = world.latchkey.verifier().verify(key.text()).key();
      assertThat(verified.permissions()).isEqualTo(profile);
      for (Permission permission : universe) {
        assertThat(verified.allows(permission)).isEqualTo(profile.contains(permission));
      }
      assertThat(world.latchkey.permissions().assignedTo(NORTHWIND, CANDIDATE_INGESTION))
          .isEqualTo(profile);
    }
  }

  @Test
  void key_ofAPartnerThatRequiresNothing_mayDoNothing() {
    world.northwindRequires();
    Held key = world.active();

    assertThat(world.info(key.id()).permissions()).isEmpty();
    assertThat(world.verdict(key.text())).isEqualTo("ACCEPTED");
    for (Permission permission : CANDIDATE_INGESTION.permissions()) {
      assertThat(world.latchkey.verifier().verify(key.text(), permission).rejection().reason())
          .isEqualTo(RejectionReason.PERMISSION_MISSING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unlisted-vendor", "custom"})
  void key_withoutAProfile_hasTheDefaultOfItsType(String builtIn) {
    PartnerId partner = PartnerId.of(builtIn);

    IssuedKey ingestion = world.create(NewKey.of(CANDIDATE_INGESTION, partner, "Ours"));
    IssuedKey jobs = world.create(NewKey.of(JOB_BOARD, partner, "Ours"));

    assertThat(ingestion.key().permissions()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    assertThat(jobs.key().permissions()).containsExactly(JOB_BOARD.permission("jobs.view"));
    assertThat(world.lastEvent().details())
        .containsEntry("permission_source", "default:" + builtIn + "@0");
  }

  @Test
  void key_ofATypeOfTheHostsOwn_opensThatTypeAlone() {
    world.partners().update(HOST, NORTHWIND, edit -> edit.requires(JOB_BOARD, APPLICATIONS_CREATE));
    Held key = world.active(NewKey.of(JOB_BOARD, NORTHWIND, "Job board"));
    VerifiedKey verified = world.latchkey.verifier().verify(key.text()).key();

    assertThat(key.text()).startsWith("acme_jb_live_");
    assertThat(verified.apiType()).isSameAs(JOB_BOARD);
    assertThat(verified.allows(APPLICATIONS_CREATE)).isTrue();
    assertThat(verified.allows(JOB_BOARD.permission("jobs.view"))).isFalse();
    assertThat(verified.allows(JOBS_VIEW)).as("a permission of another type").isFalse();
    assertThat(world.latchkey.verifier().verify(key.text(), JOBS_VIEW).rejection().reason())
        .isEqualTo(RejectionReason.API_TYPE_WRONG);
  }

  @Test
  void key_keepsWhatItWasBornWith() {
    Held key = world.active();

    world.northwindAlsoViewsCandidates();

    assertThat(world.info(key.id()).permissions()).containsExactly(CANDIDATES_CREATE, JOBS_VIEW);
    assertThat(world.latchkey.verifier().verify(key.text()).key().allows(CANDIDATES_VIEW))
        .isFalse();
  }

  @Test
  void assignedTo_forAPartnerThatGetsNoKey_isRefusedAsTheKeyWouldBe() {
    PermissionAssigner permissions = world.latchkey.permissions();

    Refusals.refused(
        RefusalReason.PARTNER_NOT_CONNECTED, () -> permissions.assignedTo(NORTHWIND, JOB_BOARD));
    RefusedException oauth =
        Refusals.refused(
            RefusalReason.PARTNER_USES_OAUTH,
            () -> permissions.assignedTo(World.CONTOSO, CANDIDATE_INGESTION));
    assertThat(oauth.setupAddress()).contains(World.OAUTH_SETUP);
    Refusals.refused(
        RefusalReason.PARTNER_UNKNOWN,
        () -> permissions.assignedTo(PartnerId.of("nobody"), CANDIDATE_INGESTION));
  }

  /** What a database could hold although this version of the library does not define it. */
  @Test
  void key_withAStoredPermissionOutsideTheUniverse_isNotGivenIt() {
    Held key = world.active();
    KeyRecord record =
        world.store.findKey("globex", key.id().value()).orElseThrow().record().toBuilder()
            .permissions(List.of("accounts.delete", "candidates.create"))
            .version(99)
            .build();

    ApiType type = CANDIDATE_INGESTION;

    assertThat(KeyRows.permissions(record, type)).containsExactly(CANDIDATES_CREATE);
  }

  private static Set<Permission> subset(List<Permission> universe, int bits) {
    Set<Permission> subset = new LinkedHashSet<>();
    for (int i = 0; i < universe.size(); i++) {
      if ((bits >> i & 1) == 1) {
        subset.add(universe.get(i));
      }
    }
    return subset;
  }
}

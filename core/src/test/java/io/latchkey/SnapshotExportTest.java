package io.latchkey;

import static io.latchkey.Refusals.denied;
import static io.latchkey.Refusals.refused;
import static io.latchkey.SnapshotLab.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.KeyCriteria;
import io.latchkey.spi.StoredKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may export what, what stands in the trail of it, and what is in the file. */
class SnapshotExportTest {

  private static final KeyPair SIGNING = SnapshotLab.ed25519();
  private static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").defaultPermission("board.read").build();

  @TempDir Path directory;
  private boolean hostAllowed = true;
  private final World world = World.create(this::settings);

  private void settings(Latchkey.Builder builder) {
    builder
        .snapshotSigningKey("k1", SIGNING.getPrivate())
        .apiType(JOB_BOARD)
        .accessPolicy(
            (actor, operation, type) ->
                type == JOB_BOARD && operation == Operation.EXPORT_SNAPSHOT
                    ? AccessPolicy.Decision.denied("job boards")
                    : AccessPolicy.webhookManagers().decide(actor, operation, type))
        .hostPolicy(
            (host, operation) ->
                hostAllowed
                    ? AccessPolicy.Decision.allowed()
                    : AccessPolicy.Decision.denied("the console"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void export_byActor_holdsTheAccountsKeysAndNoOthers() throws IOException {
    Held own = world.active();
    Held foreign = held(World.STRANGER, World.request());
    Held otherType =
        held(World.ADMIN, NewKey.of(JOB_BOARD, Partner.CUSTOM.id(), "Board of another type"));
    Path file = file("globex");
    SnapshotInfo info = export(World.ADMIN, file);

    assertThat(info.scope()).isEqualTo(SnapshotScope.accounts(World.GLOBEX));
    assertThat(info.apiTypes()).containsExactly("candidate_ingestion");
    assertThat(info.keys()).isEqualTo(1);
    try (SnapshotVerifier verifier = open(file)) {
      assertThat(verdict(verifier, own.text())).isEqualTo("ACCEPTED");
      assertThat(verdict(verifier, foreign.text())).isEqualTo("KEY_UNKNOWN");
      assertThat(verdict(verifier, otherType.text())).isEqualTo("KEY_UNKNOWN");
    }
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(content)
        .contains(own.id().value(), "globex", "northwind")
        .doesNotContain(foreign.id().value(), otherType.id().value(), "initech", "custom");
  }

  @Test
  void export_ofPartners_holdsTheirKeysInEveryAccountAndNoOthers() throws IOException {
    Held first = world.active();
    Held second = held(World.STRANGER, World.request());
    Held other =
        world.active(
            NewKey.of(CandidateIngestion.CANDIDATE_INGESTION, Partner.CUSTOM.id(), "Custom"));
    Path file = file("northwind");
    SnapshotInfo info = export(SnapshotScope.partners(World.NORTHWIND), file);

    assertThat(info.keys()).isEqualTo(2);
    try (SnapshotVerifier verifier = open(file)) {
      assertThat(verdict(verifier, first.text())).isEqualTo("ACCEPTED");
      assertThat(verdict(verifier, second.text())).isEqualTo("ACCEPTED");
      assertThat(verdict(verifier, other.text())).isEqualTo("KEY_UNKNOWN");
    }
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .doesNotContain(other.id().value(), "custom", "contoso");
  }

  @Test
  void export_ofEverythingOrSomeAccounts_holdsWhatIsAskedFor() throws IOException {
    world.active();
    held(World.STRANGER, World.request());
    held(World.ADMIN, NewKey.of(JOB_BOARD, Partner.CUSTOM.id(), "Board of another type"));

    assertThat(export(SnapshotScope.everything(), file("1")).keys()).isEqualTo(3);
    SnapshotScope both = SnapshotScope.accounts(World.GLOBEX, World.INITECH);
    assertThat(export(both, file("2")).keys()).isEqualTo(3);
    assertThat(export(SnapshotScope.accounts(World.INITECH), file("3")).keys()).isEqualTo(1);
    assertThat(export(SnapshotScope.accounts(AccountId.of("nobody")), file("4")).keys()).isZero();
  }

  @Test
  void export_done_standsInTheTrailWithItsFingerprint() throws IOException {
    world.active();
    SnapshotInfo byActor = export(World.ADMIN, file("1"));
    SnapshotInfo byHost = export(SnapshotScope.partners(World.NORTHWIND), file("2"));

    AuditEntry entry = world.lastEvent();
    assertThat(entry.type()).isEqualTo("snapshot_exported");
    assertThat(entry.actor()).isEqualTo("u-admin");
    assertThat(entry.subject()).isEqualTo(byActor.fingerprint());
    assertThat(entry.details())
        .containsEntry("keys", "1")
        .containsEntry("scope", "accounts [globex]")
        .containsEntry("signed_by", "k1")
        .containsEntry("feed_number", Long.toString(byActor.feedNumber()))
        .containsEntry("epoch", byActor.epoch());
    List<AuditEntry> host = world.hostTrail();
    AuditEntry last = host.get(host.size() - 1);
    assertThat(last.type()).isEqualTo("snapshot_exported");
    assertThat(last.subject()).isEqualTo(byHost.fingerprint());
    assertThat(last.details()).containsEntry("scope", "partners [northwind]");
  }

  @Test
  void export_outputFails_standsInTheTrailAllTheSame() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThatThrownBy(() -> world.latchkey.snapshots().export(World.ADMIN, full))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(world.lastEvent().type()).isEqualTo("snapshot_exported");
  }

  @Test
  void export_withoutTheRight_isDeniedAndWritesNothing() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    hostAllowed = false;

    assertThat(denied(() -> world.latchkey.snapshots().export(World.POWERLESS, out)))
        .isEqualTo("job boards");
    assertThat(
            denied(
                () ->
                    world.latchkey.snapshots().export(World.HOST, SnapshotScope.everything(), out)))
        .isEqualTo("the console");
    assertThat(out.size()).isZero();
    assertThat(world.lastEvent().type()).isEqualTo("access_denied");
    hostAllowed = true;
    assertThat(world.hostTrail()).last().extracting(AuditEntry::type).isEqualTo("access_denied");
  }

  @Test
  void export_withoutASigningKey_isRefusedBeforeAnythingElse() {
    try (World unsigned = World.create()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int events = unsigned.trail().size();

      assertThatThrownBy(() -> unsigned.latchkey.snapshots().export(World.ADMIN, out))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("snapshotSigningKey");
      assertThat(unsigned.trail()).hasSize(events);
      assertThat(out.size()).isZero();
    }
  }

  /** That the account is suspended is what its gateway has to learn. */
  @Test
  void export_suspendedAccount_stopsItsKeysAtTheGateway() throws IOException {
    Held key = world.active();
    Path before = file("before");
    export(World.ADMIN, before);
    world.latchkey.accounts().suspend(World.HOST, World.GLOBEX);
    Path after = file("after");
    export(World.ADMIN, after);

    try (SnapshotVerifier verifier = open(before)) {
      assertThat(verdict(verifier, key.text())).isEqualTo("ACCEPTED");
      verifier.refresh(after);
      assertThat(verdict(verifier, key.text())).isEqualTo("ACCOUNT_STOPPED");
    }
  }

  @Test
  void export_erasedAccount_isRefused() {
    world.latchkey.accounts().erase(World.HOST, World.GLOBEX);

    refused(
        RefusalReason.ACCOUNT_STOPPED,
        () -> world.latchkey.snapshots().export(World.ADMIN, new ByteArrayOutputStream()));
  }

  @Test
  void export_afterARevocation_hasItAndItsChange() throws IOException {
    Held key = world.active();
    SnapshotInfo before = export(World.ADMIN, file("before"));
    world.revoke(key.id());
    SnapshotInfo after = export(World.ADMIN, file("after"));

    assertThat(after.feedNumber()).isGreaterThan(before.feedNumber());
    try (SnapshotVerifier verifier = open(file("after"))) {
      assertThat(verdict(verifier, key.text())).isEqualTo("KEY_REVOKED");
    }
  }

  /** By another node's change, too: each export asks the store first. */
  @Test
  void export_changeMadeByAnotherNode_hasIt() throws IOException {
    Held key = world.active();
    Latchkey other = world.otherNode();
    Revocation lost = Revocation.because(RevocationReason.LOST);
    assertThat(other.issuer().revoke(World.ADMIN, key.id(), lost).state())
        .isEqualTo(KeyState.REVOKED);
    export(World.ADMIN, file("after"));

    try (SnapshotVerifier verifier = open(file("after"))) {
      assertThat(verdict(verifier, key.text())).isEqualTo("KEY_REVOKED");
    }
  }

  @Test
  void export_storeSetBack_isRefusedUntilTheRestoreIsAccepted() throws IOException {
    RestorableStore restorable = new RestorableStore();
    try (World set = World.on(restorable.store(), this::settings)) {
      int backup = restorable.backup();
      set.active();
      restorable.restore(backup, "after the restore");
      refused(
          RefusalReason.NOT_AVAILABLE,
          () -> set.latchkey.snapshots().export(World.ADMIN, new ByteArrayOutputStream()));
      set.latchkey.acceptRestore(World.HOST);

      assertThat(set.latchkey.snapshots().export(World.ADMIN, new ByteArrayOutputStream()).keys())
          .isZero();
    }
  }

  @Test
  void export_anything_hasNoSecretNoNameAndNoDescription() throws IOException {
    List<Held> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(world.active(World.request().label("team", "zebra-crossing")));
    }
    Path file = file("everything");
    export(SnapshotScope.everything(), file);
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);

    assertThat(content)
        .doesNotContain("Sourced", "Northwind", "zebra", "u-admin", "console", "Contoso");
    for (Held key : keys) {
      String body = key.text().substring(key.text().length() - KeyFormat.BODY);
      assertThat(content).contains(key.id().value()).doesNotContain(body);
      for (int at = KeyFormat.ID; at + 5 <= body.length(); at++) {
        assertThat(content).doesNotContain(body.substring(at, at + 5));
      }
    }
    Set<String> stored =
        world.store.listKeys(KeyCriteria.builder(100).build()).stream()
            .map(StoredKey::record)
            .map(record -> new String(record.digest(), StandardCharsets.ISO_8859_1))
            .collect(Collectors.toSet());
    assertThat(stored).hasSize(5).allMatch(content::contains);
  }

  @Test
  void scope_tooManyIds_isRefused() {
    AccountId[] many = new AccountId[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = AccountId.of("a" + i);
    }

    assertThatThrownBy(() -> SnapshotScope.accounts(World.GLOBEX, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 100");
    assertThat(SnapshotScope.accounts(many[0], many))
        .isEqualTo(SnapshotScope.accounts(many[1], many));
    assertThat(SnapshotScope.accounts(many[0]))
        .isNotEqualTo(SnapshotScope.partners(PartnerId.of("a0")))
        .hasSameHashCodeAs(SnapshotScope.accounts(AccountId.of("a0"), AccountId.of("a0")));
  }

  @Test
  void builder_nonsense_isRefusedAtOnce() {
    SnapshotVerifier.Builder builder = SnapshotVerifier.trusting("k1", SIGNING.getPublic());

    assertThatThrownBy(() -> builder.maxSnapshotAge(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.maxSnapshotAge(Duration.ofDays(31)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.brand("Acme")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.environments("live", "?"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.trust("no id", SIGNING.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.open(file("none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("brand");
  }

  @CanIgnoreReturnValue
  private Held held(Actor actor, NewKey request) {
    try (IssuedKey issued = world.issuer().create(actor, request)) {
      Held held = Held.of(issued);
      assertThat(world.issuer().acknowledge(actor, issued).state()).isEqualTo(KeyState.ACTIVE);
      return held;
    }
  }

  @CanIgnoreReturnValue
  private SnapshotInfo export(Actor actor, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return world.latchkey.snapshots().export(actor, out);
    }
  }

  @CanIgnoreReturnValue
  private SnapshotInfo export(SnapshotScope scope, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return world.latchkey.snapshots().export(World.HOST, scope, out);
    }
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private SnapshotVerifier open(Path file) {
    return SnapshotVerifier.trusting("k1", SIGNING.getPublic())
        .brand("acme")
        .apiType(JOB_BOARD)
        .timeSource(world.time)
        .executor(Runnable::run)
        .open(file);
  }
}

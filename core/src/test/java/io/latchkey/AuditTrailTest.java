package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditPage;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading an account's trail and the host's, by page, as an export, and checking it. */
class AuditTrailTest {

  private final InterceptedStore intercepted = InterceptedStore.local(HonestStore.create());
  private final World world = World.on(intercepted.store(), builder -> {});
  private final AuditTrail audit = world.latchkey.audit();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void trail_numbersEventsFromOneWithoutGaps() {
    changes(5);

    assertThat(world.trail()).extracting(AuditEntry::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(audit.head(ADMIN).sequence()).isEqualTo(5);
    assertThat(audit.head(ADMIN).hash()).isEqualTo(world.lastEvent().hash());
    assertThat(audit.head(ADMIN).chain()).isEqualTo("globex");
  }

  @Test
  void pages_showEveryEventOnce() {
    changes(7);
    List<Long> seen = new ArrayList<>();
    long after = 0;
    List<AuditEntry> page = audit.read(ADMIN, after, 3);
    while (!page.isEmpty()) {
      page.forEach(event -> seen.add(event.sequence()));
      after = seen.get(seen.size() - 1);
      page = audit.read(ADMIN, after, 3);
    }

    assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void page_outOfRange_isAMistakeOfTheProgram() {
    for (long[] wrong : new long[][] {{-1, 10}, {0, 0}, {0, -1}, {0, 1_001}}) {
      Refusals.thrown(
          IllegalArgumentException.class, () -> audit.read(ADMIN, wrong[0], (int) wrong[1]));
      Refusals.thrown(
          IllegalArgumentException.class, () -> audit.read(HOST, wrong[0], (int) wrong[1]));
    }
    assertThat(audit.read(ADMIN, Long.MAX_VALUE, 1_000)).isEmpty();
  }

  @Test
  void trail_ofAnAccountThatDidNothing_isEmptyAndIntact() {
    assertThat(world.trail()).isEmpty();
    assertThat(audit.head(ADMIN)).isEqualTo(new AuditHead("globex", 0, AuditChain.GENESIS));
    assertThat(audit.check(ADMIN).intact()).isTrue();
    assertThat(audit.check(ADMIN).events()).isZero();
  }

  @Test
  void check_ofTheStore_agreesWithItselfAndProvesNothing() {
    changes(3);
    AuditCheck check = audit.check(ADMIN);

    assertThat(check.intact()).isTrue();
    assertThat(check.proven()).isFalse();
    assertThat(check.events()).isEqualTo(3);
    assertThat(check.head()).contains(audit.head(ADMIN));
    assertThat(check.signature()).isEqualTo(AuditCheck.SignatureState.ABSENT);
    assertThat(audit.check(HOST).events()).isEqualTo(2);
  }

  @Test
  void trail_ofMoreThanAPage_isExportedAndCheckedAsAWhole() throws IOException {
    changes(1_003);
    StringBuilder export = new StringBuilder();
    AuditHead head = audit.export(ADMIN, export);

    assertThat(head.sequence()).isEqualTo(1_003);
    assertThat(export.toString().lines()).hasSize(1_004);
    AuditCheck check = AuditCheck.of(new StringReader(export.toString())).keptHead(head).check();
    assertThat(check.proven()).isTrue();
    assertThat(check.events()).isEqualTo(1_003);
    assertThat(audit.check(ADMIN).events()).isEqualTo(1_003);
  }

  @Test
  void export_ofTheHostsTrail_hasItsPartners() throws IOException {
    StringBuilder export = new StringBuilder();
    AuditHead head = audit.export(HOST, export);

    assertThat(head.chain()).isEqualTo("$host");
    assertThat(export.toString())
        .contains("partner_registered", "northwind")
        .doesNotContain("Northwind");
    assertThat(AuditCheck.of(new StringReader(export.toString())).check().intact()).isTrue();
  }

  @Test
  void export_whileEventsCommit_endsWithTheHeadItBeganWith() throws IOException {
    changes(3);
    AtomicBoolean once = new AtomicBoolean();
    intercepted.meddler(
        call -> {
          Object answer = call.proceed();
          if (call.name().equals("audit") && once.compareAndSet(false, true)) {
            changes(2);
          }
          return answer;
        });
    StringBuilder export = new StringBuilder();
    AuditHead head = audit.export(ADMIN, export);

    assertThat(head.sequence()).isEqualTo(3);
    assertThat(audit.head(ADMIN).sequence()).isEqualTo(5);
    AuditCheck check = AuditCheck.of(new StringReader(export.toString())).keptHead(head).check();
    assertThat(check.proven()).isTrue();
    assertThat(check.events()).isEqualTo(3);
  }

  @Test
  void check_ofAStoreThatWasTamperedWith_namesTheEvent() {
    changes(4);
    intercepted.meddler(
        call -> {
          Object answer = call.proceed();
          return call.name().equals("audit") ? withoutThird((AuditPage) answer) : answer;
        });

    AuditCheck check = audit.check(ADMIN);

    assertThat(check.intact()).isFalse();
    assertThat(check.events()).isEqualTo(2);
    assertThat(check.fault().orElseThrow())
        .isEqualTo(new AuditCheck.Fault(3, "event 4 stands where event 3 belongs"));
    assertThat(check.toString()).contains("broken", "event 4 stands where event 3 belongs");
  }

  private static AuditPage withoutThird(AuditPage page) {
    return new AuditPage(
        page.head(), page.events().stream().filter(event -> event.sequence() != 3).toList());
  }

  @Test
  void export_toSomethingThatFails_saysSo() {
    changes(1);
    Appendable full =
        new Appendable() {
          @Override
          public Appendable append(CharSequence text) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public Appendable append(CharSequence text, int start, int end) throws IOException {
            throw new IOException("disk full");
          }

          @Override
          public Appendable append(char c) throws IOException {
            throw new IOException("disk full");
          }
        };

    assertThat(Refusals.thrown(IOException.class, () -> audit.export(ADMIN, full)))
        .hasMessage("disk full");
  }

  /** That many events: one key, described again and again. */
  private void changes(int count) {
    KeyId id = world.pending().id();
    for (int i = 1; i < count; i++) {
      String text = "Description " + i;
      assertThat(world.issuer().changeDescription(ADMIN, id, text).description()).isEqualTo(text);
    }
  }
}

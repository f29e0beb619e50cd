package io.latchkey;

import static io.latchkey.AuditCheck.SignatureState.ABSENT;
import static io.latchkey.AuditCheck.SignatureState.NOT_CHECKED;
import static io.latchkey.AuditCheck.SignatureState.VERIFIED;
import static io.latchkey.AuditCheck.SignatureState.WRONG;
import static io.latchkey.World.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.EventDraft;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever can write to the store can make all hashes anew. That shows against a head that somebody
 * kept and against the host's signature, and against nothing else.
 */
class AuditForgeryTest {

  private static final KeyPair HOSTS = ed25519();
  private static final KeyPair MALLORYS = ed25519();

  private final World world = World.create(builder -> builder.auditSigningKey(HOSTS.getPrivate()));
  private final AuditHead kept;
  private final Export signed;
  private final Export forged;

  AuditForgeryTest() {
    world.revoke(world.active().id());
    kept = world.latchkey.audit().head(ADMIN);
    signed = Export.of(world.latchkey, ADMIN);
    forged = Export.forged("globex", withAnotherCulprit());
  }

  private List<EventDraft> withAnotherCulprit() {
    List<EventDraft> drafts = new ArrayList<>();
    for (AuditEvent event : world.store.audit("globex", 0, 10).events()) {
      EventDraft draft = event.draft();
      drafts.add(
          new EventDraft(
              draft.at(),
              draft.actorKind(),
              "u-scapegoat",
              draft.type(),
              draft.subjectKind(),
              draft.subjectId(),
              new TreeMap<>(draft.details())));
    }
    return drafts;
  }

  private static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void forgery_withoutAHeadOrASignature_isNotFoundAndNotProven() {
    AuditCheck check = forged.alone();

    assertThat(check.intact()).isTrue();
    assertThat(check.proven()).isFalse();
    assertThat(check.toString()).contains("intact").doesNotContain("proven");
  }

  @Test
  void forgery_againstAHeadThatWasKept_isFoundAtTheEventThatTheHeadNames() {
    AuditCheck check = forged.against(kept);

    assertThat(check.intact()).isFalse();
    assertThat(check.fault().orElseThrow())
        .isEqualTo(new AuditCheck.Fault(3, "event 3 is not the one that the head kept names"));
  }

  @Test
  void forgery_againstTheHostsSignature_isFound() {
    assertThat(bySignature(forged).fault().orElseThrow().what())
        .isEqualTo("the head is not signed");
    Export withOldSignature =
        forged.with(
            4, forged.line(4).replaceFirst("}$", ",\"ed25519\":\"" + signature(signed) + "\"}"));
    assertThat(bySignature(withOldSignature).signature()).isEqualTo(WRONG);
    assertThat(bySignature(withOldSignature).fault().orElseThrow())
        .isEqualTo(new AuditCheck.Fault(3, "the signature of the head is wrong"));
    String mallorys =
        HeadSignature.sign(MALLORYS.getPrivate(), forged.alone().head().orElseThrow());
    Export withMallorys =
        forged.with(4, forged.line(4).replaceFirst("}$", ",\"ed25519\":\"" + mallorys + "\"}"));
    assertThat(bySignature(withMallorys).signature()).isEqualTo(WRONG);
    assertThat(bySignature(withMallorys).proven()).isFalse();
  }

  @Test
  void truncation_withAHeadMadeAnew_isNotFoundAlone() {
    List<EventDraft> shorter = new ArrayList<>();
    world.store.audit("globex", 0, 2).events().forEach(event -> shorter.add(event.draft()));
    Export cut = Export.forged("globex", shorter);

    assertThat(cut.alone().intact()).isTrue();
    assertThat(cut.alone().proven()).isFalse();
    assertThat(cut.against(kept).fault().orElseThrow().sequence()).isEqualTo(3);
    assertThat(bySignature(cut).intact()).isFalse();
  }

  /** What is written behind the head that was kept is only as good as the chain itself. */
  @Test
  void forgery_behindTheHeadThatWasKept_isNotFoundByThatHead() {
    AuditHead early = new AuditHead("globex", 1, world.trail().get(0).hash());
    List<EventDraft> drafts = withAnotherCulprit();
    drafts.set(0, world.store.audit("globex", 0, 1).events().get(0).draft());

    AuditCheck check = Export.forged("globex", drafts).against(early);

    assertThat(check.intact()).isTrue();
  }

  @Test
  void signature_rightWrongAbsentOrNotLookedAt_isSaid() {
    assertThat(signed.alone().signature()).isEqualTo(NOT_CHECKED);
    assertThat(signed.alone().proven()).isFalse();
    assertThat(bySignature(signed).signature()).isEqualTo(VERIFIED);
    assertThat(bySignature(signed).proven()).isTrue();
    AuditCheck byAnother = Export.run(signed.check().signedBy(MALLORYS.getPublic()));
    assertThat(byAnother.signature()).isEqualTo(WRONG);
    assertThat(byAnother.intact()).isFalse();
    assertThat(forged.alone().signature()).isEqualTo(ABSENT);
  }

  @Test
  void signature_thatIsNone_isWrong() {
    for (String text : new String[] {"", "!", "AAAA", "A".repeat(100_000)}) {
      Export broken = signed.replacing(4, signature(signed), text);
      assertThat(bySignature(broken).signature()).isEqualTo(WRONG);
      assertThat(broken.alone().signature()).isEqualTo(NOT_CHECKED);
    }
  }

  @Test
  void signature_bindsChainNumberAndHash() {
    String text = signature(signed);

    assertThat(HeadSignature.verify(HOSTS.getPublic(), kept, text)).isTrue();
    for (AuditHead other :
        new AuditHead[] {
          new AuditHead("globex", 2, kept.hash()),
          new AuditHead("initech", 3, kept.hash()),
          new AuditHead("globex", 3, "f".repeat(64))
        }) {
      assertThat(HeadSignature.verify(HOSTS.getPublic(), other, text)).isFalse();
    }
  }

  private static AuditCheck bySignature(Export export) {
    return Export.run(export.check().signedBy(HOSTS.getPublic()));
  }

  private static String signature(Export export) {
    return export.line(export.events() + 1).replaceFirst(".*\"ed25519\":\"([^\"]+)\".*", "$1");
  }
}

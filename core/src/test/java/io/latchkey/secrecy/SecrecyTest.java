package io.latchkey.secrecy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.AccountRegistry;
import io.latchkey.AuditTrail;
import io.latchkey.IssuedKey;
import io.latchkey.KeyDirectory;
import io.latchkey.KeyIssuer;
import io.latchkey.KeyVerifier;
import io.latchkey.LatchkeyMetrics;
import io.latchkey.PartnerRegistry;
import io.latchkey.PermissionAssigner;
import io.latchkey.RefusalReason;
import io.latchkey.RejectionReason;
import io.latchkey.Seals;
import io.latchkey.StagingIssuer;
import io.latchkey.secrecy.Evidence.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Everything that can be done with keys is done, right and wrong, while every log line down to
 * TRACE, every exception with its causes, event, measurement, result, toString, JSON, serialised
 * form, audit export and row of the store is kept: none holds a secret or a part of one, and none
 * but the row of its key a digest.
 */
class SecrecyTest {

  private static final List<Class<?>> SERVICES =
      List.of(
          KeyIssuer.class,
          StagingIssuer.class,
          KeyVerifier.class,
          KeyDirectory.class,
          AuditTrail.class,
          AccountRegistry.class,
          PartnerRegistry.class,
          PermissionAssigner.class,
          Seals.class,
          LatchkeyMetrics.class);

  /** A snapshot's alone; what is said and logged of it, SnapshotFileTest looks at. */
  private static final EnumSet<RejectionReason> WITHOUT_A_STORE =
      EnumSet.of(RejectionReason.SNAPSHOT_DAMAGED);

  @Test
  void secretsAndDigests_comeOutNowhere() throws Exception {
    Stage stage = new Stage();
    try (stage) {
      new KeyLives(stage).run();
      new Mistakes(stage).run();
    }

    assertThat(stage.evidence.leaks(stage.canary, true)).isEmpty();
    assertThat(uncalled(stage)).as("operations that were not tried").isEmpty();
    assertThat(stage.refused).containsAll(EnumSet.allOf(RefusalReason.class));
    assertThat(stage.rejected).containsAll(EnumSet.complementOf(WITHOUT_A_STORE));
    assertThat(stage.failed)
        .contains("StoreUnavailableException", "UnreadableRecordException", "RefusedException");
    assertThat(kinds(stage))
        .as("what evidence there is")
        .contains("listener", "LatchkeyMetrics", "the store", "health", "export of an account");
    assertThat(stage.evidence.entries().size()).isGreaterThan(2_000);
  }

  private static Set<String> uncalled(Stage stage) {
    Set<String> uncalled = new TreeSet<>();
    SERVICES.forEach(service -> uncalled.addAll(stage.recorder.uncalled(service)));
    return uncalled;
  }

  private static Set<String> kinds(Stage stage) {
    Set<String> kinds = new TreeSet<>();
    stage.evidence.entries().forEach(entry -> kinds.add(entry.where().replaceAll("[.(\\[].*", "")));
    return kinds;
  }

  @Test
  void pastedKey_isNotRepeatedInWhatIsSaid() {
    Stage stage = new Stage();
    PastedKeys pasted;
    try (stage) {
      stage.registerPartner();
      pasted = new PastedKeys(stage);
      pasted.run();
    }

    assertThat(stage.evidence.leaks(pasted.canary, false)).isEmpty();
    assertThat(stage.evidence.leaks(pasted.canary, true))
        .as("what people put into a description is kept there, so the search does see it")
        .isNotEmpty();
    assertThat(stage.evidence.leaks(stage.canary, true)).isEmpty();
  }

  @Test
  void search_findsALeakingListenerLoggerAndException() {
    Stage stage = new Stage();
    try (stage) {
      stage.registerPartner();
      IssuedKey issued = stage.create(Stage.ALICE, Stage.request("will leak"));
      assertThat(stage.evidence.leaks(stage.canary, true)).isEmpty();

      String text = stage.text(issued);
      LoggerFactory.getLogger(SecrecyTest.class).trace("issued {}", text.substring(30, 40));
      stage.recorder.failure(
          "a call", new IllegalStateException("outer", new IllegalArgumentException(text)));
      stage.recorder.result("result", List.of(new Leaking(text)));
      stage.evidence.add(Kind.SAID, "listener", text);
    }

    assertThat(stage.evidence.leaks(stage.canary, false))
        .contains(
            "secret in log of io.latchkey.secrecy.SecrecyTest",
            "secret in a call threw IllegalStateException",
            "secret in listener");
    assertThat(stage.evidence.leaks(stage.canary, true)).contains("secret in result[].kept");
  }

  /** Keeps what it should not. */
  private record Leaking(String kept) {

    @Override
    public String toString() {
      return "Leaking";
    }
  }
}

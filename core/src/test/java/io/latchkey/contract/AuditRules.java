package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.event;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.EventDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules A1 to A4: the chain of events, and the seal of its head. */
abstract class AuditRules extends Rules {

  AuditRules(KeyStoreContract contract) {
    super(contract);
  }

  /** Checks that events follow a head without a gap, and returns the head that they make. */
  @CanIgnoreReturnValue
  static ChainHead assertLinked(ChainHead start, List<AuditEvent> events) {
    ChainHead head = start;
    for (AuditEvent event : events) {
      assertThat(event).isEqualTo(AuditChain.link(head, event.draft()));
      head = AuditChain.headAt(event);
    }
    return head;
  }

  @Test
  void a01_chain_nobodyWroteTo_isEmpty() {
    assertThat(audit("unknown")).isEqualTo(new AuditPage(ChainHead.empty("unknown"), List.of()));
  }

  @Test
  void a01_events_ofOneCommit_areLinkedInTheirOrder() {
    EventDraft second = event("second");
    EventDraft third = event("third");

    committed(Commit.builder(ACCOUNT).event(event("first")).event(second).event(third));

    AuditPage page = audit(ACCOUNT);
    assertThat(page.events())
        .extracting(AuditEvent::draft)
        .containsExactly(event("first"), second, third);
    assertThat(assertLinked(ChainHead.empty(ACCOUNT), page.events())).isEqualTo(page.head());
    assertThat(page.head().sequence()).isEqualTo(3);
  }

  @Test
  void a01_events_ofSeveralCommits_areLinkedWithoutGap() {
    for (int i = 0; i < 20; i++) {
      committed(commit().event(event("more")));
    }

    AuditPage page = audit(ACCOUNT);
    assertThat(page.events()).hasSize(40);
    assertThat(assertLinked(ChainHead.empty(ACCOUNT), page.events())).isEqualTo(page.head());
  }

  @Test
  void a01_event_comesBackWithEveryValue() {
    EventDraft draft =
        new EventDraft(
            NOW.plusMillis(7),
            "host",
            "batch-7",
            "leak-reported",
            "partner",
            "northwind",
            new TreeMap<>(Map.of("b", "2", "a", "1", "empty", "", "B", "3", "\u00e9", "4")));

    committed(Commit.builder(AuditChain.HOST).event(draft));

    assertThat(events(AuditChain.HOST))
        .containsExactly(AuditChain.link(ChainHead.empty(AuditChain.HOST), draft));
  }

  @Test
  void a01_event_thatIsTheSameTwice_isThereTwice() {
    committed(Commit.builder(ACCOUNT).event(event("same")).event(event("same")));

    assertThat(events(ACCOUNT)).hasSize(2);
  }

  @Test
  void a01_chains_areIndependent() {
    committed(commit("one"));
    committed(commit("other"));
    committed(commit("one"));
    committed(commit(AuditChain.HOST));

    assertThat(audit("one").head().sequence()).isEqualTo(2);
    assertThat(audit("other").head().sequence()).isEqualTo(1);
    assertThat(audit(AuditChain.HOST).head().sequence()).isEqualTo(1);
    assertLinked(ChainHead.empty("one"), events("one"));
  }

  @Test
  void a01_refusedCommit_usesNoNumber() {
    insert(key("k1"));
    assertRefused(Status.DUPLICATE, commit().insertKey(key("k1")).event(event("lost")));

    committed(commit());

    assertThat(events(ACCOUNT)).hasSize(2);
    assertLinked(ChainHead.empty(ACCOUNT), events(ACCOUNT));
  }

  @Test
  void a02_page_holdsTheEventsBehindANumberAndTheHead() {
    for (int i = 0; i < 7; i++) {
      committed(commit());
    }
    AuditPage all = audit(ACCOUNT);

    AuditPage page = store().audit(ACCOUNT, 2, 3);

    assertThat(page.events()).isEqualTo(all.events().subList(2, 5));
    assertThat(page.head()).isEqualTo(all.head());
    assertThat(store().audit(ACCOUNT, 5, 3).events()).isEqualTo(all.events().subList(5, 7));
  }

  @Test
  void a02_page_behindTheHead_isEmptyAndStillTellsTheHead() {
    committed(commit());
    ChainHead head = audit(ACCOUNT).head();

    assertThat(store().audit(ACCOUNT, 1, 10)).isEqualTo(new AuditPage(head, List.of()));
    assertThat(store().audit(ACCOUNT, 99, 10)).isEqualTo(new AuditPage(head, List.of()));
  }

  @Test
  void a03_cut_removesTheOldestEventsAndKeepsTheHead() {
    appendTo("victim", 6);
    AuditPage before = audit("victim");

    cut("victim", 4);

    assertThat(audit("victim"))
        .isEqualTo(new AuditPage(before.head(), before.events().subList(4, 6)));
    assertThat(store().audit("victim", 5, 10).events()).isEqualTo(before.events().subList(5, 6));
  }

  @Test
  void a03_cut_ofEveryEvent_keepsTheHead() {
    appendTo("victim", 3);
    ChainHead head = audit("victim").head();

    cut("victim", 3);

    assertThat(audit("victim")).isEqualTo(new AuditPage(head, List.of()));
  }

  @Test
  void a03_cut_inSteps_endsAsOneCutDoes() {
    appendTo("victim", 25);
    AuditPage before = audit("victim");

    for (long through = 10; through <= 25; through += 10) {
      cut("victim", through);
      // Each step begins behind the one before, so a page must tell where that is.
      assertThat(store().audit("victim", 0, 1))
          .isEqualTo(
              new AuditPage(
                  before.head(), before.events().subList((int) through, (int) through + 1)));
      committed(commit(AuditChain.HOST));
      committed(commit("neighbour"));
    }
    cut("victim", 25);

    assertThat(audit("victim")).isEqualTo(new AuditPage(before.head(), List.of()));
    assertThat(events("neighbour")).hasSize(2);
    assertThat(events(AuditChain.HOST)).hasSize(5);
  }

  @Test
  void a03_append_afterACutOfEverything_goesOnFromTheHead() {
    appendTo("victim", 3);
    ChainHead head = audit("victim").head();
    cut("victim", 3);

    appendTo("victim", 2);

    AuditPage page = audit("victim");
    assertThat(page.events()).hasSize(2);
    assertThat(page.events().get(0).sequence()).isEqualTo(4);
    assertThat(assertLinked(head, page.events())).isEqualTo(page.head());
  }

  @Test
  void a03_cut_ofItsOwnChain_leavesTheNewEventThere() {
    appendTo(ACCOUNT, 3);
    ChainHead head = audit(ACCOUNT).head();

    committed(commit().cutChain(new ChainCut(ACCOUNT, 3)));

    AuditPage page = audit(ACCOUNT);
    assertThat(page.events()).hasSize(1);
    assertThat(assertLinked(head, page.events())).isEqualTo(page.head());
  }

  @Test
  void a03_cut_leavesOtherChainsAlone() {
    appendTo("victim", 3);
    appendTo("Victim", 3);
    appendTo("neighbour", 3);

    cut("victim", 2);

    assertThat(events("victim")).hasSize(1);
    assertThat(events("Victim")).hasSize(3);
    assertThat(events("neighbour")).hasSize(3);
  }

  @Test
  void a03_cut_givenAgainOrOfAnEmptyChain_changesNothing() {
    appendTo("victim", 3);
    cut("victim", 2);
    AuditPage once = audit("victim");

    cut("victim", 2);
    cut("victim", 1);
    cut("unknown", 5);

    assertThat(audit("victim")).isEqualTo(once);
    assertThat(audit("unknown").head()).isEqualTo(ChainHead.empty("unknown"));
  }

  @Test
  void a04_chain_withoutAnUpdate_hasNoSeal() {
    committed(commit());

    assertThat(store().chainSeal(ACCOUNT)).isEmpty();
    assertThat(store().chainSeal("unknown")).isEmpty();
  }

  @Test
  void a04_update_seesTheSealBeforeAndSetsTheNext() {
    List<Optional<String>> seen = new ArrayList<>();
    committed(commit().updateSeal(before -> noted(seen, before, "first")));
    committed(commit());
    committed(commit("other").updateSeal(before -> noted(seen, before, "other's")));
    committed(commit().updateSeal(before -> noted(seen, before, "second")));

    assertThat(seen.get(0)).isEmpty();
    assertThat(seen).endsWith(Optional.empty(), Optional.of("first"));
    assertThat(store().chainSeal(ACCOUNT)).contains("second");
    assertThat(store().chainSeal("other")).contains("other's");
  }

  private static String noted(List<Optional<String>> seen, @Nullable String before, String next) {
    seen.add(Optional.ofNullable(before));
    return next;
  }

  @Test
  void a04_refusedCommit_changesNoSeal() {
    insert(key("k1"));
    committed(commit().updateSeal(before -> "kept"));

    assertRefused(Status.DUPLICATE, commit().insertKey(key("k1")).updateSeal(before -> "lost"));

    assertThat(store().chainSeal(ACCOUNT)).contains("kept");
  }

  @Test
  void a04_updateThatThrows_leavesNothingBehindAndIsThrownOn() {
    committed(commit().updateSeal(before -> "kept"));
    StoreImage before = StoreImage.of(store(), ACCOUNT);
    IllegalArgumentException refusal = new IllegalArgumentException("no");
    Commit refused =
        commit()
            .insertKey(key("k1"))
            .putPartner(Records.partner("p1", 1))
            .updateSeal(
                present -> {
                  throw refusal;
                })
            .build();

    assertThatThrownBy(() -> store().commit(refused)).isSameAs(refusal);

    assertThat(StoreImage.of(store(), ACCOUNT)).isEqualTo(before);
    assertThat(store().chainSeal(ACCOUNT)).contains("kept");
    committed(commit().insertKey(key("k1")));
  }

  @Test
  void a04_seal_ofGreatestLength_comesBackWhole() {
    String seal = "aB9-_.~ ".repeat(32).substring(0, 255);

    committed(commit().updateSeal(before -> seal));

    assertThat(store().chainSeal(ACCOUNT)).contains(seal);
  }

  @Test
  void a03_cut_keepsTheSeal() {
    committed(commit("victim").updateSeal(before -> "kept"));

    cut("victim", 1);

    assertThat(store().chainSeal("victim")).contains("kept");
  }

  private void appendTo(String chain, int events) {
    Commit.Builder commit = commit(chain);
    for (int i = 1; i < events; i++) {
      commit.event(event("more"));
    }
    committed(commit);
  }

  private void cut(String chain, long through) {
    committed(commit(AuditChain.HOST).cutChain(new ChainCut(chain, through)));
  }
}

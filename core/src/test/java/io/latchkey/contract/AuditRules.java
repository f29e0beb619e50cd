package io.latchkey.contract;

import static io.latchkey.contract.Records.ACCOUNT;
import static io.latchkey.contract.Records.NOW;
import static io.latchkey.contract.Records.commit;
import static io.latchkey.contract.Records.event;
import static io.latchkey.contract.Records.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.EventDraft;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules A1 to A3: the chain of events. */
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

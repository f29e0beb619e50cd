package io.latchkey;

import static io.latchkey.World.ADMIN;
import static io.latchkey.World.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editing an export, in every way, and what a check says to it: the first broken link. */
class AuditManipulationTest {

  private final World world = World.create();
  private final AuditHead kept;
  private final Export export;

  AuditManipulationTest() {
    Held key = world.active();
    world.time.advance(Duration.ofSeconds(5));
    world.disable(key.id());
    world.enable(key.id());
    world.revoke(key.id());
    kept = world.latchkey.audit().head(ADMIN);
    export = Export.of(world.latchkey, ADMIN);
    assertThat(export.events()).isEqualTo(5);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void untouched_isIntactAndAgainstAHeadProven() {
    assertThat(export.alone().intact()).isTrue();
    assertThat(export.alone().proven()).isFalse();
    assertThat(export.against(kept).proven()).isTrue();
    assertThat(export.against(kept).head()).contains(kept);
    assertThat(export.against(kept).toString()).contains("intact", "proven", "5 events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"chain\":\"globex\"->\"chain\":\"initech\"",
        "\"at\":\"2030-01-01T00:00:05Z\"->\"at\":\"2030-01-01T00:00:04Z\"",
        "\"actor_kind\":\"actor\"->\"actor_kind\":\"host\"",
        "\"actor\":\"u-admin\"->\"actor\":\"u-other\"",
        "\"type\":\"key_disabled\"->\"type\":\"key_enabled\"",
        "\"subject_kind\":\"key\"->\"subject_kind\":\"partner\"",
        "\"subject\":\"->\"subject\":\"x",
        "\"details\":{}->\"details\":{\"reason\":\"none\"}",
        "\"prev\":\"->\"prev\":\"0",
        "\"seq\":3->\"seq\":4",
        "\"hash\":\"->\"hash\":\"f"
      })
  void event_changed_isFoundWhereItWasChanged(String edit) {
    String[] fromTo = edit.split("->", -1);

    found(export.replacing(3, fromTo[0], fromTo[1]), 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void event_dropped_isFoundWhereItIsMissing(int sequence) {
    found(export.without(sequence), sequence);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void event_repeated_isFoundBehindTheFirst(int sequence) {
    found(export.withInserted(sequence, export.line(sequence)), sequence + 1);
  }

  @Test
  void events_reordered_areFoundAtTheFirstOutOfPlace() {
    for (int first = 1; first < 5; first++) {
      int at = first;
      found(
          export.edit(
              lines -> {
                Collections.swap(lines, at - 1, at);
                return lines;
              }),
          first);
    }
  }

  @Test
  void event_ofAnotherTrail_isFound() {
    assertThat(world.issuer().create(STRANGER, World.request()).readable()).isTrue();
    Export other = Export.of(world.latchkey, STRANGER);

    found(export.with(1, other.line(1)), 2);
    found(export.with(3, other.line(1)), 3);
    found(export.withInserted(6, other.line(1)), 6);
  }

  @Test
  void wholeTrail_swappedForAnother_isFoundOnlyAgainstAHead() {
    assertThat(world.issuer().create(STRANGER, World.request()).readable()).isTrue();
    Export other = Export.of(world.latchkey, STRANGER);

    assertThat(other.alone().intact()).isTrue();
    assertThat(other.against(kept).intact()).isFalse();
  }

  @Test
  void head_cutOff_isFound() {
    AuditCheck check = export.without(6).alone();

    assertThat(check.fault().orElseThrow())
        .isEqualTo(new AuditCheck.Fault(6, "the trail has no head: its end is missing"));
    assertThat(check.head()).isEmpty();
    assertThat(check.events()).isEqualTo(5);
  }

  @Test
  void head_thatNamesAnotherEvent_isFound() {
    found(export.replacing(6, "\"seq\":5", "\"seq\":6"), 6);
    found(export.replacing(6, "\"chain\":\"globex\"", "\"chain\":\"initech\""), 6);
    found(export.replacing(6, "\"hash\":\"", "\"hash\":\"0"), 6);
  }

  @Test
  void behindTheHead_nothingMayFollow() {
    assertThat(export.withInserted(7, export.line(6)).alone().fault().orElseThrow().what())
        .isEqualTo("a second head");
    assertThat(export.withInserted(7, export.line(5)).alone().fault().orElseThrow().what())
        .isEqualTo("an event follows the head");
  }

  @Test
  void blankLines_areNothing() {
    assertThat(export.withInserted(3, "  ").withInserted(1, "").against(kept).proven()).isTrue();
  }

  /** What is not under the hash must not pass for part of the event. */
  @Test
  void event_withAPropertyThatNoEventHas_isFound() {
    found(export.replacing(3, "\"v\":1,", "\"v\":1,\"approved_by\":\"u-ceo\","), 3);
    found(export.replacing(6, "\"v\":1,", "\"v\":1,\"approved_by\":\"u-ceo\","), 6);
    found(export.replacing(6, "\"seq\":5", "\"seq\":5,\"approved_by\":\"u-ceo\""), 6);
    found(export.replacing(3, "\"details\":{}", "\"details\":[]"), 3);
  }

  @Nested
  class AgainstAHeadThatWasKept {

    @Test
    void olderHead_isMatchedByATrailThatGrew() {
      world.pending();

      assertThat(Export.of(world.latchkey, ADMIN).against(kept).proven()).isTrue();
    }

    @Test
    void newerHead_isNotMatchedByATrailThatLostItsEnd() {
      world.pending();
      AuditHead newer = world.latchkey.audit().head(ADMIN);
      AuditCheck check = export.against(newer);

      assertThat(check.intact()).isFalse();
      assertThat(check.fault().orElseThrow().sequence()).isEqualTo(6);
      assertThat(check.fault().orElseThrow().what()).contains("ends before event 6");
    }

    @Test
    void head_ofAnotherTrail_isNotMatched() {
      AuditHead other = new AuditHead("initech", 5, kept.hash());

      assertThat(export.against(other).intact()).isFalse();
    }

    @Test
    void head_withAnotherHash_isNotMatchedAndNamesItsEvent() {
      AuditHead other = new AuditHead("globex", 3, kept.hash());

      assertThat(export.against(other).fault().orElseThrow())
          .isEqualTo(new AuditCheck.Fault(3, "event 3 is not the one that the head kept names"));
    }

    /** A head from before the first event vouches for no event. */
    @Test
    void head_ofAnEmptyTrail_provesNothing() {
      AuditHead empty = new AuditHead("globex", 0, "0".repeat(64));

      assertThat(export.against(empty).intact()).isTrue();
      assertThat(export.against(empty).proven()).isFalse();
    }
  }

  /** Every one of these edits shows without any head as well: the hashes were not made anew. */
  private void found(Export edited, long sequence) {
    List<AuditCheck> checks = new ArrayList<>(List.of(edited.alone(), edited.against(kept)));
    for (AuditCheck check : checks) {
      assertThat(check.intact()).isFalse();
      assertThat(check.proven()).isFalse();
      assertThat(check.fault().orElseThrow().sequence()).as("%s", check).isEqualTo(sequence);
      assertThat(check.events()).isEqualTo(sequence - 1);
    }
  }
}

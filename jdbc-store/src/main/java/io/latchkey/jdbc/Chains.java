package io.latchkey.jdbc;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.AuditPage;
import io.latchkey.spi.ChainCut;
import io.latchkey.spi.ChainHead;
import io.latchkey.spi.Commit;
import io.latchkey.spi.EventDraft;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Audit chains: heads that get locked, and events that get appended. */
final class Chains {

  private final Sql sql;
  private final CountedWrites writes;

  Chains(Sql sql, CountedWrites writes) {
    this.sql = sql;
    this.writes = writes;
  }

  /** Locks the head of a chain, which is made if nobody wrote to the chain yet. */
  Locked lock(Session session, String chain) throws SQLException {
    Optional<Locked> head =
        session.first(
            sql.lockChain,
            params -> params.id(chain),
            row -> new Locked(new ChainHead(chain, row.number(), row.id()), row.textOrNull()));
    return head.isPresent() ? head.get() : begin(session, ChainHead.empty(chain));
  }

  private Locked begin(Session session, ChainHead empty) throws SQLException {
    writes.insert(
        session,
        sql.insertChain,
        List.of(empty),
        (params, head) -> params.id(head.chain()).number(head.sequence()).id(head.hash()),
        Raced::new);
    return new Locked(empty, null);
  }

  /** Appends a commit's events behind a locked head, and updates its seal. */
  void append(Session session, Locked locked, Commit commit) throws SQLException {
    List<AuditEvent> events = new ArrayList<>();
    ChainHead head = locked.head;
    for (EventDraft draft : commit.events()) {
      AuditEvent event = AuditChain.link(head, draft);
      events.add(event);
      head = AuditChain.headAt(event);
    }
    session.updateAll(sql.insertEvent, events, Chains::write);
    ChainHead moved = head;
    String seal = locked.sealAfter(commit);
    session.update(
        sql.moveChain,
        params -> params.number(moved.sequence()).id(moved.hash()).text(seal).id(moved.chain()));
  }

  void cut(Session session, Commit commit) throws SQLException {
    if (commit.chainCut().isPresent()) {
      ChainCut cut = commit.chainCut().get();
      session.update(sql.cutChain, params -> params.id(cut.chain()).number(cut.through()));
    }
  }

  /**
   * One statement, so that head and events are of one state. The page is cut out before it is
   * joined to the head: joined first, the whole rest of the chain would be sorted for each page.
   */
  AuditPage page(Session session, String chain, long after, int limit) throws SQLException {
    Page page = new Page(chain);
    session.list(
        sql.audit, params -> params.id(chain).number(after).count(limit).id(chain), page::add);
    return new AuditPage(page.head, page.events);
  }

  private static void write(Params params, AuditEvent event) throws SQLException {
    EventDraft draft = event.draft();
    params
        .id(event.chain())
        .number(event.sequence())
        .instant(draft.at())
        .id(draft.actorKind())
        .id(draft.actorId())
        .id(draft.type())
        .id(draft.subjectKind())
        .id(draft.subjectId())
        .text(StoredText.joinMap(draft.details()))
        .id(event.previousHash())
        .id(event.hash());
  }

  /**
   * A head that is locked.
   *
   * @param head the newest event
   * @param seal the seal of the head, null if it has none
   */
  record Locked(ChainHead head, @Nullable String seal) {

    @Nullable String sealAfter(Commit commit) {
      return commit.sealUpdate().isPresent() ? commit.sealUpdate().get().next(seal) : seal;
    }
  }

  /** A page under way. */
  private static final class Page {

    private final String chain;
    private final List<AuditEvent> events = new ArrayList<>();
    private ChainHead head;

    Page(String chain) {
      this.chain = chain;
      head = ChainHead.empty(chain);
    }

    Page add(Row row) throws SQLException {
      head = new ChainHead(chain, row.number(), row.id());
      @Nullable Long sequence = row.numberOrNull();
      if (sequence != null) {
        EventDraft draft =
            new EventDraft(
                row.instant(),
                row.id(),
                row.id(),
                row.id(),
                row.id(),
                row.id(),
                StoredText.splitMap(row.text()));
        events.add(new AuditEvent(chain, sequence, draft, row.id(), row.id()));
      }
      return this;
    }
  }
}

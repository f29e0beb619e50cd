package io.latchkey;

import io.latchkey.internal.PartnerEntry;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.StoredPartner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what loading a catalogue changes, given the rows there are. Used for one attempt; not
 * thread-safe.
 */
final class CatalogueMerge {

  private final PartnerDocuments documents;
  private final PartnerEvents events;
  private final Runnable statusAuthorization;
  private final Map<String, StoredPartner> rows = new HashMap<>();
  private final Commit.Builder commit = Commit.builder(AuditChain.HOST);
  private final Findings findings = new Findings();
  private final List<PartnerId> registered = new ArrayList<>();
  private final List<PartnerId> updated = new ArrayList<>();
  private final List<PartnerId> unchanged = new ArrayList<>();

  /**
   * {@code statusAuthorization} runs before the status of a registered partner is changed and
   * throws if that is denied.
   */
  CatalogueMerge(
      PartnerDocuments documents,
      PartnerEvents events,
      Runnable statusAuthorization,
      Collection<StoredPartner> rows) {
    this.documents = documents;
    this.events = events;
    this.statusAuthorization = statusAuthorization;
    rows.forEach(row -> this.rows.put(row.record().id(), row));
  }

  Plan<CatalogueLoad> plan(List<Partner> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      Partner partner = wanted.get(i);
      StoredPartner row = rows.get(partner.id().value());
      if (row == null) {
        register(partner);
      } else {
        update(row, partner, "$.partners[" + i + "].aliases");
      }
    }
    findings.throwIfAny();
    CatalogueLoad load = new CatalogueLoad(registered, updated, unchanged);
    return registered.isEmpty() && updated.isEmpty()
        ? Plan.unchanged(load)
        : Plan.commit(commit.build(), () -> load);
  }

  private void register(Partner partner) {
    registered.add(partner.id());
    commit.putPartner(documents.insert(partner));
    commit.event(events.registered(partner));
  }

  private void update(StoredPartner row, Partner wanted, String aliasesPath) {
    Partner present = documents.read(row);
    PartnerDraft draft = merged(present, wanted);
    if (draft.hasTooManyAliases()) {
      findings.add(
          aliasesPath,
          "must, with those registered, be at most " + PartnerEntry.MAX_ALIASES + " aliases");
      return;
    }
    Partner next = draft.toPartner();
    if (next.equals(present)) {
      unchanged.add(next.id());
      return;
    }
    if (next.status() != present.status()) {
      statusAuthorization.run();
    }
    updated.add(next.id());
    commit.putPartner(documents.update(row, next));
    events.changed(present, next).forEach(commit::event);
  }

  /**
   * Aliases are only added, so that two loads in a row agree even though the first one kept a
   * former name.
   */
  private static PartnerDraft merged(Partner present, Partner wanted) {
    PartnerDraft draft = new PartnerDraft(wanted);
    draft.aliases(present.aliases());
    draft.alias(present.displayName());
    wanted.aliases().forEach(draft::alias);
    boolean retires =
        wanted.status() == PartnerStatus.RETIRED && present.status() == PartnerStatus.ACTIVE;
    draft.status(retires ? PartnerStatus.RETIRED : present.status());
    return draft;
  }
}

package io.latchkey;

import io.latchkey.spi.AuditChain;
import io.latchkey.spi.Commit;
import io.latchkey.spi.KeyStore;
import io.latchkey.spi.StoredPartner;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The registry over a store. */
final class PartnerEngine implements PartnerRegistry {

  private final KeyStore store;
  private final Transactions transactions;
  private final Authorizer authorizer;
  private final ApiTypes types;
  private final PartnerDocuments documents;
  private final CatalogueReader reader;
  private final PartnerCatalogue catalogue;

  /** {@code partnersVersion} rises whenever this node's index applies a change of a partner. */
  PartnerEngine(
      KeyStore store,
      Transactions transactions,
      Authorizer authorizer,
      ApiTypes types,
      LongSupplier partnersVersion,
      BeanChecks beans) {
    this.store = store;
    this.transactions = transactions;
    this.authorizer = authorizer;
    this.types = types;
    documents = new PartnerDocuments(types);
    reader = new CatalogueReader(types, beans);
    catalogue =
        new PartnerCatalogue(
            () -> transactions.read(store::listPartners), documents, partnersVersion);
  }

  @Override
  public Partner register(HostActor host, Partner partner) {
    Objects.requireNonNull(partner, "partner");
    authorizer.host(host, HostOperation.EDIT_PARTNERS);
    requireKnownTypes(partner);
    return transactions.run(
        "register_partner", now -> registration(partner, new PartnerEvents(now, host)));
  }

  private Plan<Partner> registration(Partner partner, PartnerEvents events) {
    requireListed(partner.id());
    if (store.findPartner(partner.id().value()).isPresent()) {
      throw new RefusedException(
          RefusalReason.PARTNER_EXISTS, "partner id " + partner.id() + " is taken");
    }
    Commit commit =
        Commit.builder(AuditChain.HOST)
            .putPartner(documents.insert(partner))
            .event(events.registered(partner))
            .build();
    return Plan.commit(commit, () -> partner);
  }

  @Override
  public Partner update(HostActor host, PartnerId id, Consumer<PartnerEdit> change) {
    Objects.requireNonNull(change, "change");
    authorizer.host(host, HostOperation.EDIT_PARTNERS);
    return change("update_partner", host, id, partner -> edited(partner, change));
  }

  private Partner edited(Partner partner, Consumer<PartnerEdit> change) {
    PartnerEdit edit = new PartnerEdit(partner);
    change.accept(edit);
    Partner edited = edit.edited();
    requireKnownTypes(edited);
    return edited;
  }

  @Override
  public Partner suspend(HostActor host, PartnerId id) {
    authorizer.host(host, HostOperation.CHANGE_PARTNER_STATUS);
    return change(
        "suspend_partner", host, id, partner -> withStatus(partner, PartnerStatus.SUSPENDED));
  }

  @Override
  public Partner resume(HostActor host, PartnerId id) {
    authorizer.host(host, HostOperation.CHANGE_PARTNER_STATUS);
    return change("resume_partner", host, id, partner -> withStatus(partner, PartnerStatus.ACTIVE));
  }

  @Override
  public Partner retire(HostActor host, PartnerId id) {
    authorizer.host(host, HostOperation.CHANGE_PARTNER_STATUS);
    return change("retire_partner", host, id, PartnerEngine::retired);
  }

  private static Partner retired(Partner partner) {
    if (partner.status() == PartnerStatus.SUSPENDED) {
      throw new RefusedException(
          RefusalReason.PARTNER_SUSPENDED,
          "partner "
              + partner.id()
              + " is suspended, and retiring it would let its keys work again");
    }
    return withStatus(partner, PartnerStatus.RETIRED);
  }

  private static Partner withStatus(Partner partner, PartnerStatus status) {
    PartnerDraft draft = new PartnerDraft(partner);
    draft.status(status);
    return draft.toPartner();
  }

  private Partner change(
      String operation, HostActor host, PartnerId id, UnaryOperator<Partner> change) {
    return transactions.run(operation, now -> changed(id, change, new PartnerEvents(now, host)));
  }

  private Plan<Partner> changed(PartnerId id, UnaryOperator<Partner> change, PartnerEvents events) {
    requireListed(id);
    StoredPartner row =
        store
            .findPartner(id.value())
            .orElseThrow(
                () ->
                    new RefusedException(
                        RefusalReason.PARTNER_UNKNOWN, "there is no partner " + id));
    Partner before = documents.read(row);
    Partner after = change.apply(before);
    if (after.equals(before)) {
      return Plan.unchanged(before);
    }
    Commit.Builder commit =
        Commit.builder(AuditChain.HOST).putPartner(documents.update(row, after));
    events.changed(before, after).forEach(commit::event);
    return Plan.commit(commit.build(), () -> after);
  }

  @Override
  public CatalogueLoad load(HostActor host, InputStream json) {
    Objects.requireNonNull(json, "json");
    authorizer.host(host, HostOperation.EDIT_PARTNERS);
    List<Partner> wanted = reader.read(json);
    return transactions.run("load_catalogue", now -> merge(host, now).plan(wanted));
  }

  private CatalogueMerge merge(HostActor host, Instant now) {
    return new CatalogueMerge(
        documents,
        new PartnerEvents(now, host),
        () -> authorizer.host(host, HostOperation.CHANGE_PARTNER_STATUS),
        store.listPartners());
  }

  @Override
  public Optional<Partner> find(PartnerId id) {
    return transactions.read(() -> read(id)).map(StoredAndParsed::partner);
  }

  /**
   * The partner as the store has it at this moment; failures of the store are the caller's to
   * translate.
   */
  Optional<StoredAndParsed> read(PartnerId id) {
    return switch (id.value()) {
      case BuiltInPartners.UNLISTED_VENDOR ->
          Optional.of(new StoredAndParsed(Partner.UNLISTED_VENDOR, 0));
      case BuiltInPartners.CUSTOM -> Optional.of(new StoredAndParsed(Partner.CUSTOM, 0));
      default ->
          store
              .findPartner(id.value())
              .map(row -> new StoredAndParsed(documents.read(row), row.record().version()));
    };
  }

  @Override
  public List<Partner> search(PartnerQuery query) {
    return catalogue.search().find(query);
  }

  private static void requireListed(PartnerId id) {
    if (BuiltInPartners.contains(id.value())) {
      throw new RefusedException(RefusalReason.PARTNER_BUILT_IN, "partner " + id + " is built in");
    }
  }

  private void requireKnownTypes(Partner partner) {
    partner.connections().keySet().forEach(types::requireKnown);
  }
}

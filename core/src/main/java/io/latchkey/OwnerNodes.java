package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statuses of partners and accounts. A partner without a record is closed, an account without
 * one is open, because only accounts that were ever suspended have one. Guarded by the lock of the
 * index.
 */
final class OwnerNodes {

  private static final Logger log = LoggerFactory.getLogger(OwnerNodes.class);

  private static final Map<String, Boolean> PARTNER_STATUS =
      Map.of("active", true, "retired", true, "suspended", false);
  private static final String ERASED = "erased";
  private static final Map<String, Boolean> ACCOUNT_STATUS =
      Map.of("active", true, "suspended", false, ERASED, false);

  private final Map<String, StatusNode<PartnerId>> partners = new HashMap<>();
  private final Map<String, StatusNode<AccountId>> accounts = new HashMap<>();

  /** The nodes that a key hangs on; empty if an id is of no form that this library gives. */
  Optional<IndexEntry.Owners> of(KeyRecord key) {
    StatusNode<AccountId> account = account(key.accountId());
    StatusNode<PartnerId> partner = partner(key.partnerId());
    return account == null || partner == null
        ? Optional.empty()
        : Optional.of(new IndexEntry.Owners(account, partner));
  }

  void apply(PartnerRecord record, Takeover takeover) {
    StatusNode<PartnerId> node = partner(record.id());
    if (node == null || !takeover.take(node, record.version())) {
      return;
    }
    boolean open = known(PARTNER_STATUS, "partner", record.id(), record.status());
    node.open(open || BuiltInPartners.contains(record.id()));
  }

  void apply(AccountRecord record, Takeover takeover) {
    StatusNode<AccountId> node = account(record.id());
    if (node == null) {
      return;
    }
    if (record.status().equals(ERASED)) {
      node.closeForEver();
    }
    if (takeover.take(node, record.version())) {
      node.open(known(ACCOUNT_STATUS, "account", record.id(), record.status()));
    }
  }

  /** Forgets the records that a reload has not shown. */
  void forgetUnseen(Takeover takeover) {
    int generation = takeover.generation();
    for (Map.Entry<String, StatusNode<PartnerId>> partner : partners.entrySet()) {
      if (partner.getValue().shownIn() < generation) {
        partner.getValue().forget(BuiltInPartners.contains(partner.getKey()));
      }
    }
    for (StatusNode<AccountId> account : accounts.values()) {
      // Accounts are never deleted: only a store that went back in time may have lost one's record.
      if (takeover.restored() && account.shownIn() < generation) {
        account.forget(true);
      }
    }
  }

  private @Nullable StatusNode<PartnerId> partner(String id) {
    return node(partners, id, PartnerId::of, BuiltInPartners.contains(id));
  }

  private @Nullable StatusNode<AccountId> account(String id) {
    return node(accounts, id, AccountId::of, true);
  }

  private static <I> @Nullable StatusNode<I> node(
      Map<String, StatusNode<I>> nodes, String id, Function<String, I> parse, boolean open) {
    StatusNode<I> known = nodes.get(id);
    if (known != null) {
      return known;
    }
    try {
      StatusNode<I> made = new StatusNode<>(parse.apply(id), open);
      nodes.put(id, made);
      return made;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean known(
      Map<String, Boolean> statuses, String owner, String id, String status) {
    Boolean open = statuses.get(status);
    if (open == null) {
      log.warn(
          "{} {}: status not known here, its keys are refused: {}",
          owner,
          id,
          Texts.printable(status));
    }
    return open != null && open;
  }
}

package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.AuditChain;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final OpenFlags openPartners = new OpenFlags();
  private final OpenFlags openAccounts = new OpenFlags();
  private final Map<String, StatusNode<PartnerId>> partners = new HashMap<>();
  private final Map<String, StatusNode<AccountId>> accounts = new HashMap<>();

  /** Accounts by id whose keys are not those that there should be. */
  private final Set<String> brokenChains = new HashSet<>();

  /** The nodes that a key hangs on; empty if an id is of no form that this library gives. */
  Optional<Owners> of(KeyRecord key) {
    StatusNode<AccountId> account = account(key.accountId());
    StatusNode<PartnerId> partner = partner(key.partnerId());
    return account == null || partner == null
        ? Optional.empty()
        : Optional.of(new Owners(account, partner));
  }

  /**
   * Whose key it is.
   *
   * @param account the account that owns it
   * @param partner the partner it is for
   */
  record Owners(StatusNode<AccountId> account, StatusNode<PartnerId> partner) {}

  /** The flags of all accounts. */
  OpenFlags openAccounts() {
    return openAccounts;
  }

  void apply(PartnerRecord record, Takeover takeover) {
    StatusNode<PartnerId> node = partner(record.id());
    if (node == null || !takes(node, record.version(), takeover)) {
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
    if (takes(node, record.version(), takeover)) {
      node.open(known(ACCOUNT_STATUS, "account", record.id(), record.status()));
    }
  }

  /** A row that was put right takes its place again, at the version at which it was last whole. */
  private static boolean takes(StatusNode<?> node, long version, Takeover takeover) {
    boolean putRight = node.isRowBroken() && version >= node.version();
    boolean takes = takeover.take(node, version) || putRight;
    if (takes) {
      node.rowBroken(false);
    }
    return takes;
  }

  /** Closes a partner whose row is not as the library wrote it. */
  void refuse(PartnerRecord record, Takeover takeover) {
    StatusNode<PartnerId> node = partner(record.id());
    if (node != null) {
      node.shown(takeover.generation());
      node.rowBroken(true);
    }
  }

  /** Closes an account whose row is not as the library wrote it. */
  void refuse(AccountRecord record, Takeover takeover) {
    StatusNode<AccountId> node = account(record.id());
    if (node != null) {
      node.shown(takeover.generation());
      node.rowBroken(true);
    }
  }

  /**
   * Closes an account while the rows of its chain don't fit, or all of them if it is the host's
   * chain: a partner or account that was removed could be any.
   */
  void chainBroken(String chain, boolean broken) {
    boolean changed = broken ? brokenChains.add(chain) : brokenChains.remove(chain);
    if (changed && chain.equals(AuditChain.HOST)) {
      accounts.forEach((id, node) -> node.chainBroken(isBroken(id)));
    } else if (changed) {
      StatusNode<AccountId> node = account(chain);
      if (node != null) {
        node.chainBroken(isBroken(chain));
      }
    }
  }

  private boolean isBroken(String accountId) {
    return brokenChains.contains(accountId) || brokenChains.contains(AuditChain.HOST);
  }

  /** The version held of a partner, 0 for none. */
  long versionOfPartner(String id) {
    StatusNode<PartnerId> node = partners.get(id);
    return node == null ? 0 : node.version();
  }

  /** The versions held of all partners, by id; 0 for none. */
  Map<String, Long> versionsOfPartners() {
    Map<String, Long> versions = new HashMap<>();
    partners.forEach((id, node) -> versions.put(id, node.version()));
    return versions;
  }

  /** The version held of an account, 0 for none. */
  long versionOfAccount(String id) {
    StatusNode<AccountId> node = accounts.get(id);
    return node == null ? 0 : node.version();
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
    return node(partners, id, this::partnerNode);
  }

  private @Nullable StatusNode<AccountId> account(String id) {
    boolean known = accounts.containsKey(id);
    StatusNode<AccountId> node = node(accounts, id, this::accountNode);
    if (node != null && !known) {
      node.chainBroken(isBroken(id));
    }
    return node;
  }

  private StatusNode<PartnerId> partnerNode(String id) {
    return new StatusNode<>(PartnerId.of(id), openPartners, BuiltInPartners.contains(id));
  }

  private StatusNode<AccountId> accountNode(String id) {
    return new StatusNode<>(AccountId.of(id), openAccounts, true);
  }

  private static <I> @Nullable StatusNode<I> node(
      Map<String, StatusNode<I>> nodes, String id, Function<String, StatusNode<I>> make) {
    StatusNode<I> known = nodes.get(id);
    if (known != null) {
      return known;
    }
    try {
      StatusNode<I> made = make.apply(id);
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

package io.latchkey.contract;

import static io.latchkey.contract.Records.account;
import static io.latchkey.contract.Records.idempotency;
import static io.latchkey.contract.Records.key;
import static io.latchkey.contract.Records.limit;
import static io.latchkey.contract.Records.next;
import static io.latchkey.contract.Records.partner;
import static io.latchkey.contract.Records.scope;

import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.StoredKey;
import io.latchkey.spi.VersionedId;
import java.util.function.Consumer;

/** Every way in which one element refuses a whole commit, given what {@link #prepare} writes. */
enum Refusal {
  KEY_INSERTED_TWICE(Status.DUPLICATE, commit -> commit.insertKey(key("there"))),
  PARTNER_INSERTED_TWICE(Status.DUPLICATE, commit -> commit.putPartner(partner("there", 1))),
  ACCOUNT_INSERTED_TWICE(Status.DUPLICATE, commit -> commit.putAccount(account("there", 1))),
  KEY_BEHIND(Status.STALE, commit -> commit.updateKey(next(key("there")))),
  KEY_AHEAD(Status.STALE, commit -> commit.updateKey(next(next(next(key("there")))))),
  KEY_UNKNOWN(Status.STALE, commit -> commit.updateKey(next(key("nowhere")))),
  DELETED_KEY_BEHIND(Status.STALE, commit -> commit.deleteKey(new VersionedId("there", 1))),
  DELETED_KEY_AHEAD(Status.STALE, commit -> commit.deleteKey(new VersionedId("there", 3))),
  DELETED_KEY_UNKNOWN(Status.STALE, commit -> commit.deleteKey(new VersionedId("nowhere", 1))),
  PARTNER_BEHIND(Status.STALE, commit -> commit.putPartner(partner("there", 2))),
  PARTNER_AHEAD(Status.STALE, commit -> commit.putPartner(partner("there", 4))),
  PARTNER_UNKNOWN(Status.STALE, commit -> commit.putPartner(partner("nowhere", 2))),
  ACCOUNT_BEHIND(Status.STALE, commit -> commit.putAccount(account("there", 2))),
  ACCOUNT_AHEAD(Status.STALE, commit -> commit.putAccount(account("there", 4))),
  ACCOUNT_UNKNOWN(Status.STALE, commit -> commit.putAccount(account("nowhere", 2))),
  PARTNER_GUARD_BEHIND(Status.STALE, commit -> commit.guardPartner(new VersionedId("there", 1))),
  PARTNER_GUARD_AHEAD(Status.STALE, commit -> commit.guardPartner(new VersionedId("there", 3))),
  PARTNER_GUARD_ABSENT(Status.STALE, commit -> commit.guardPartner(new VersionedId("there", 0))),
  PARTNER_GUARD_UNKNOWN(Status.STALE, commit -> commit.guardPartner(new VersionedId("nowhere", 1))),
  ACCOUNT_GUARD_BEHIND(Status.STALE, commit -> commit.guardAccount(new VersionedId("there", 1))),
  ACCOUNT_GUARD_AHEAD(Status.STALE, commit -> commit.guardAccount(new VersionedId("there", 3))),
  ACCOUNT_GUARD_ABSENT(Status.STALE, commit -> commit.guardAccount(new VersionedId("there", 0))),
  ACCOUNT_GUARD_UNKNOWN(Status.STALE, commit -> commit.guardAccount(new VersionedId("nowhere", 1))),
  LIMIT_FULL(Status.LIMIT_REACHED, commit -> commit.limit(limit(1))),
  REQUEST_SEEN(
      Status.IDEMPOTENCY_KEY_TAKEN,
      commit -> commit.idempotency(idempotency(scope("there"), Records.NOW)));

  private final Status status;

  @SuppressWarnings("ImmutableEnumChecker") // the lambdas above capture nothing
  private final Consumer<Commit.Builder> element;

  Refusal(Status status, Consumer<Commit.Builder> element) {
    this.status = status;
    this.element = element;
  }

  Status status() {
    return status;
  }

  void addTo(Commit.Builder commit) {
    element.accept(commit);
  }

  /** Writes the rows named "there", at version 2 where they have one. */
  static void prepare(Rules rules) {
    StoredKey key = key("there");
    rules.committed(
        Records.commit()
            .insertKey(key)
            .putPartner(partner("there", 1))
            .putAccount(account("there", 1))
            .idempotency(idempotency(scope("there"), Records.NOW)));
    rules.committed(
        Records.commit()
            .updateKey(next(key))
            .putPartner(partner("there", 2))
            .putAccount(account("there", 2)));
  }
}

package io.latchkey;

import java.util.Locale;
import java.util.Optional;

/**
 * Why a management operation was refused. May grow.
 *
 * @since 1.0
 */
public enum RefusalReason {
  /** The access policy says no; see {@link AccessDeniedException#missing()}. */
  ACCESS_DENIED("Ask an administrator of the account for what is missing."),
  /** Constraints of the request are broken; see {@link RefusedException#violations()}. */
  INVALID_REQUEST("Correct what is named and ask again; nothing was changed."),
  /** The account's tier does not include the API type. */
  NOT_ENTITLED("Choose another API type, or have the account's tier changed."),
  /** The account is suspended or erased. */
  ACCOUNT_STOPPED("Have the host resume the account; an erased account never comes back."),
  /** No partner of this id. */
  PARTNER_UNKNOWN("Search the registry for the partner, or choose unlisted vendor or custom."),
  /** The partner's id is taken. */
  PARTNER_EXISTS("Update the partner that has the id, or choose another id."),
  /** The partner is suspended: all its keys stop and it gets no new ones. */
  PARTNER_SUSPENDED("Resume the partner, or choose another one."),
  /** The partner is retired: it gets no new keys. */
  PARTNER_RETIRED("Choose the partner that took over; existing keys go on and can be replaced."),
  /**
   * The partner connects by OAuth for this API type and needs no key; see {@link
   * RefusedException#setupAddress()}.
   */
  PARTNER_USES_OAUTH("Follow the partner's setup steps at the address given; no key is needed."),
  /** The partner does not connect to this API type. */
  PARTNER_NOT_CONNECTED("Choose an API type that the partner connects to."),
  /** The unlisted vendor and custom partners can't be changed. */
  PARTNER_BUILT_IN("Leave the built-in partner as it is and register a listed one."),
  /** The limit of live keys of the account for the partner and type is reached. */
  LIMIT_REACHED("Revoke a key that is no longer used, or have the limit raised."),
  /** The account has no such key. */
  KEY_NOT_FOUND("Check the key id; a key is found only in its own account."),
  /**
   * The key was created within a transaction of the host's that has not committed, or was rolled
   * back; see {@link StagingIssuer}.
   */
  NOT_COMMITTED(
      "Commit the transaction that the key was created in and ask again; after a rollback there is no key."),
  /** Only whoever created the key may acknowledge it. */
  NOT_THE_CREATOR("Have the creator acknowledge it, or revoke it and create another."),
  /** The key was given a newer secret than the one that was shown. */
  SUPERSEDED("Use the newest reveal; the older text will never work."),
  /** The key was not acknowledged before its deadline. */
  ABANDONED("Create a new key."),
  /** The key is pending; the operation needs an acknowledged one. */
  NOT_ACKNOWLEDGED("Acknowledge the key first, or revoke it."),
  /** The key is revoked, replaced or expired, which nothing undoes. */
  KEY_ENDED("Create a new key, or replace one that is still live."),
  /** A replacement of the key, or one that made it, is still open. */
  REPLACEMENT_OPEN("Wait until the original has ended, or revoke the original or its successor."),
  /** An idempotency key was used before with another request. */
  IDEMPOTENCY_MISMATCH("Use a new idempotency key for a new request."),
  /**
   * The request of this idempotency key made a key that was acknowledged since; its text can't be
   * shown again.
   */
  ALREADY_ISSUED("Use the key that was stored then; if it is lost, replace it."),
  /** What was presented is not a key of this store with its right secret. */
  NOT_A_KEY(
      "Check that the text is complete; a text that is not one of our keys needs no revocation here."),
  /**
   * A row that the operation rests on is not as the library wrote it, or rows beside it were added,
   * removed or put back; see {@link Seals}.
   */
  SEAL_BROKEN(
      "Find out who wrote to the store, put the row right from a backup, and accept what is there."),
  /** The index cannot tell at the moment. */
  NOT_AVAILABLE("Try again when health says ready.");

  private final String nextStep;
  private final String code = name().toLowerCase(Locale.ROOT);

  RefusalReason(String nextStep) {
    this.nextStep = nextStep;
  }

  /**
   * What to do next.
   *
   * @return a sentence for a person
   */
  public String nextStep() {
    return nextStep;
  }

  /** The reason as it stands in metrics and audit entries. */
  String code() {
    return code;
  }

  /** Reads a reason out of a stored key; a newer version may have written one not known here. */
  static Optional<RefusalReason> ofCode(String code) {
    for (RefusalReason reason : values()) {
      if (reason.code.equals(code)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}

package io.latchkey.benchmarks;

import io.latchkey.Actor;
import io.latchkey.CandidateIngestion;
import io.latchkey.HostActor;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.RejectionReason;
import io.latchkey.Revocation;
import io.latchkey.RevocationReason;
import java.time.Duration;
import java.util.Locale;

/** What can be wrong with a key that is presented. */
public enum Reject {
  LENGTH(RejectionReason.KEY_LENGTH_WRONG),
  PREFIX(RejectionReason.KEY_PREFIX_WRONG),
  CHARACTER(RejectionReason.KEY_CHARACTER_WRONG),
  CHECKSUM(RejectionReason.KEY_CHECKSUM_WRONG),
  UNKNOWN_ID(RejectionReason.KEY_UNKNOWN),
  WRONG_SECRET(RejectionReason.SECRET_WRONG),
  REVOKED(RejectionReason.KEY_REVOKED),
  DISABLED(RejectionReason.KEY_DISABLED),
  EXPIRED(RejectionReason.KEY_EXPIRED),
  PARTNER_SUSPENDED(RejectionReason.PARTNER_SUSPENDED),
  ACCOUNT_SUSPENDED(RejectionReason.ACCOUNT_STOPPED);

  private static final HostActor HOST = HostActor.of("benchmark");
  private static final Duration SOON = Duration.ofMillis(50);
  private static final int IN_ID = 20;
  private static final int IN_SECRET = 40;

  private final RejectionReason reason;

  Reject(RejectionReason reason) {
    this.reason = reason;
  }

  /** Makes a text that is rejected for this reason and no other, and sees that it is. */
  String in(Population population) {
    String text = make(population.latchkey(), population.text(0));
    RejectionReason given = population.verifier().verify(text).rejection().reason();
    if (given != reason) {
      throw new IllegalStateException(this + " was rejected as " + given);
    }
    return text;
  }

  private String make(Latchkey latchkey, String right) {
    return switch (this) {
      case LENGTH -> right.substring(0, right.length() - 10);
      case PREFIX -> "other" + right.substring(Population.BRAND.length());
      case CHARACTER -> right.substring(0, IN_SECRET) + '-' + right.substring(IN_SECRET + 1);
      case CHECKSUM -> KeyTexts.changed(right, IN_SECRET);
      case UNKNOWN_ID -> KeyTexts.forged(right, IN_ID);
      case WRONG_SECRET -> KeyTexts.forged(right, IN_SECRET);
      case REVOKED, DISABLED, EXPIRED, PARTNER_SUSPENDED, ACCOUNT_SUSPENDED -> ended(latchkey);
    };
  }

  /** A real key that works, until something happens to it. */
  private String ended(Latchkey latchkey) {
    Actor admin = Population.admin("account-of-" + word());
    Partner partner =
        Partner.listed("partner-of-" + word(), "Partner")
            .requires(CandidateIngestion.CANDIDATE_INGESTION, CandidateIngestion.CANDIDATES_CREATE)
            .build();
    PartnerId partnerId = latchkey.partners().register(HOST, partner).id();
    NewKey request = Population.request(partnerId);
    if (this == EXPIRED) {
      request = request.expiresAfter(SOON);
    }
    try (IssuedKey issued = latchkey.issuer().create(admin, request)) {
      String text = issued.reveal();
      switch (this) {
        case REVOKED ->
            latchkey
                .issuer()
                .revoke(admin, issued.id(), Revocation.because(RevocationReason.NO_LONGER_USED));
        case DISABLED -> latchkey.issuer().disable(admin, issued.id());
        case PARTNER_SUSPENDED -> latchkey.partners().suspend(HOST, partnerId);
        case ACCOUNT_SUSPENDED -> latchkey.accounts().suspend(HOST, admin.account());
        default -> awaitEnd(latchkey, text);
      }
      return text;
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void awaitEnd(Latchkey latchkey, String text) {
    while (latchkey.verifier().verify(text).accepted()) {
      Thread.onSpinWait();
    }
  }
}

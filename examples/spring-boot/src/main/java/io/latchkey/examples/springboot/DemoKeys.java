package io.latchkey.examples.springboot;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.Grant;
import io.latchkey.IssuedKey;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.UserLevel;

/** Makes a key to try the example with; a host has a page for it. */
final class DemoKeys {

  private static final Actor ADMIN =
      Actor.of(AccountId.of("globex"), ActorId.of("u-17"), UserLevel.BASIC)
          .with(Grant.MANAGE_WEBHOOKS);

  private DemoKeys() {}

  static String issue(Latchkey latchkey) {
    NewKey request = NewKey.of(CANDIDATE_INGESTION, Partner.CUSTOM.id(), "To try it out");
    IssuedKey issued = latchkey.issuer().create(ADMIN, request);
    String text = issued.reveal();
    latchkey.issuer().acknowledge(ADMIN, issued);
    return text;
  }
}

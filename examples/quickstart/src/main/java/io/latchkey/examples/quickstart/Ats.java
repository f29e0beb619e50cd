package io.latchkey.examples.quickstart;

import static io.latchkey.CandidateIngestion.CANDIDATES_CREATE;
import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.AccountId;
import io.latchkey.Actor;
import io.latchkey.ActorId;
import io.latchkey.ApiType;
import io.latchkey.CatalogueLoad;
import io.latchkey.Grant;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.NewKey;
import io.latchkey.Partner;
import io.latchkey.PartnerId;
import io.latchkey.UserLevel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The applicant-tracking system of the examples: its people, its partners, its second API. */
final class Ats {

  /** The application itself, which owns the catalogue. */
  static final HostActor HOST = HostActor.of("ats-backend");

  /** A customer. */
  static final AccountId GLOBEX = AccountId.of("globex");

  /** A user of that customer who may manage keys. */
  static final Actor ADMIN = admin(GLOBEX, "u-17");

  static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("postings.view").build();

  /** A partner of both APIs. */
  static final Partner MEADOWLARK =
      Partner.listed("meadowlark", "Meadowlark")
          .requires(CANDIDATE_INGESTION, CANDIDATES_CREATE)
          .requires(JOB_BOARD, JOB_BOARD.permission("postings.view"))
          .build();

  private Ats() {}

  static Actor admin(AccountId account, String id) {
    return Actor.of(account, ActorId.of(id), UserLevel.BASIC).with(Grant.MANAGE_WEBHOOKS);
  }

  static CatalogueLoad loadCatalogue(Latchkey latchkey) throws IOException {
    try (InputStream json = Ats.class.getResourceAsStream("/partners.json")) {
      return latchkey.partners().load(HOST, Objects.requireNonNull(json, "partners.json"));
    }
  }

  static NewKey keyFor(PartnerId partner) {
    return NewKey.of(CANDIDATE_INGESTION, partner, "Sourced candidates");
  }
}

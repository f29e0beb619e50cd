package io.latchkey;

/**
 * The built-in API type: outside integrations send candidates into an account.
 *
 * <p>A key for an unlisted vendor or a custom integration may create candidates and see jobs, and
 * no more. The field documents no set for them; this one is our choice: the least that lets such an
 * integration do what it is for.
 *
 * @since 1.0
 */
public final class CandidateIngestion {

  /** The type; keys carry the code {@code ci}. */
  public static final ApiType CANDIDATE_INGESTION =
      ApiType.define("candidate_ingestion", "ci")
          .defaultPermission("candidates.create")
          .permission("candidates.view")
          .defaultPermission("jobs.view")
          .permission("prospect_pools.view")
          .permission("tracking_links.create")
          .build();

  /** To send candidates in. */
  public static final Permission CANDIDATES_CREATE =
      CANDIDATE_INGESTION.permission("candidates.create");

  /** To read back the candidates that came in through the key's own partner. */
  public static final Permission CANDIDATES_VIEW =
      CANDIDATE_INGESTION.permission("candidates.view");

  /** To see the account's jobs. */
  public static final Permission JOBS_VIEW = CANDIDATE_INGESTION.permission("jobs.view");

  /** To see the account's prospect pools. */
  public static final Permission PROSPECT_POOLS_VIEW =
      CANDIDATE_INGESTION.permission("prospect_pools.view");

  /** To make tracking links. The field documents no name for this permission; this one is ours. */
  public static final Permission TRACKING_LINKS_CREATE =
      CANDIDATE_INGESTION.permission("tracking_links.create");

  private CandidateIngestion() {}
}

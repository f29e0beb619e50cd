package io.latchkey.examples.devcenter.ingestion;

import io.latchkey.AccountId;
import io.latchkey.ActorId;
import io.latchkey.KeyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The candidates of all accounts, in the application's database. */
@Repository
class Candidates {

  private static final String INSERT =
      """
      insert into candidate (account_id, source, lineage, key_id, external_id, first_name,
        last_name, prospect, job_id, details, on_behalf_of, received_at)
      values (:account, :source, :lineage, :key, :externalId, :firstName, :lastName, :prospect,
        :job, :details, :user, :at)""";

  private static final String BY_SOURCE =
      "select * from candidate where id in (:ids) and account_id = :account and source = :source";

  private static final String BY_LINEAGE = BY_SOURCE + " and lineage = :lineage";

  private final JdbcClient jdbc;

  Candidates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Stores candidates, all or none.
   *
   * @param candidates what was sent
   * @param boundary what bounds the key
   * @param keyId the key
   * @param user on whose behalf
   * @return them as stored, in order
   */
  @Transactional
  List<Candidate> add(List<NewCandidate> candidates, Boundary boundary, KeyId keyId, ActorId user) {
    OffsetDateTime now = OffsetDateTime.now(Clock.systemUTC());
    List<Candidate> stored = new ArrayList<>();
    for (NewCandidate candidate : candidates) {
      GeneratedKeyHolder id = new GeneratedKeyHolder();
      jdbc.sql(INSERT)
          .param("account", boundary.account().value())
          .param("source", boundary.source().value())
          .param("lineage", boundary.lineage().value())
          .param("key", keyId.value())
          .param("externalId", candidate.externalId())
          .param("firstName", candidate.firstName())
          .param("lastName", candidate.lastName())
          .param("prospect", candidate.prospect())
          .param("job", candidate.jobId())
          .param("details", candidate.details())
          .param("user", user.value())
          .param("at", now)
          .update(id, "id");
      long number = Objects.requireNonNull(id.getKey()).longValue();
      stored.add(
          new Candidate(
              number,
              number,
              candidate.externalId(),
              candidate.firstName(),
              candidate.lastName(),
              candidate.prospect(),
              candidate.jobId(),
              boundary.source().value(),
              keyId.value(),
              user.value(),
              now.toInstant()));
    }
    return stored;
  }

  List<Candidate> find(Boundary boundary, Collection<Long> ids) {
    JdbcClient.StatementSpec query =
        jdbc.sql((boundary.byLineage() ? BY_LINEAGE : BY_SOURCE) + " order by id")
            .param("ids", ids)
            .param("account", boundary.account().value())
            .param("source", boundary.source().value());
    return (boundary.byLineage() ? query.param("lineage", boundary.lineage().value()) : query)
        .query(Candidates::read)
        .list();
  }

  /**
   * The newest candidates of an account, for its users.
   *
   * @param account the account
   * @param before only those with a lower id
   * @param limit how many at most
   * @return newest first
   */
  List<Candidate> newest(AccountId account, long before, int limit) {
    return jdbc.sql(
            "select * from candidate where account_id = :account and id < :before"
                + " order by id desc fetch first :limit rows only")
        .param("account", account.value())
        .param("before", before)
        .param("limit", limit)
        .query(Candidates::read)
        .list();
  }

  /**
   * Finds a candidate of an account, for its users.
   *
   * @param account the account
   * @param id the candidate's id
   * @return the candidate, or empty
   */
  Optional<Candidate> find(AccountId account, long id) {
    return jdbc.sql("select * from candidate where account_id = :account and id = :id")
        .param("account", account.value())
        .param("id", id)
        .query(Candidates::read)
        .optional();
  }

  private static Candidate read(ResultSet row, int number) throws SQLException {
    long job = row.getLong("job_id");
    boolean noJob = row.wasNull();
    return new Candidate(
        row.getLong("id"),
        row.getLong("id"),
        row.getString("external_id"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getBoolean("prospect"),
        noJob ? null : job,
        row.getString("source"),
        row.getString("key_id"),
        row.getString("on_behalf_of"),
        row.getObject("received_at", OffsetDateTime.class)
            .withOffsetSameInstant(ZoneOffset.UTC)
            .toInstant());
  }
}

package io.latchkey.jdbc;

import io.latchkey.spi.CommitResult.Status;
import io.latchkey.spi.IdempotencyRecord;
import io.latchkey.spi.IdempotencyScope;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Idempotency records. */
final class Requests {

  private final Sql sql;
  private final CountedWrites writes;

  Requests(Sql sql, CountedWrites writes) {
    this.sql = sql;
    this.writes = writes;
  }

  Optional<IdempotencyRecord> find(Session session, IdempotencyScope scope, Instant at)
      throws SQLException {
    return session.first(
        sql.findRequest,
        params -> {
          bind(params, scope);
          params.instant(at);
        },
        Requests::read);
  }

  /** Writes a record unless a living one is there. */
  void take(Session session, IdempotencyRecord request) throws SQLException {
    if (sql.takeRequest != null) {
      int written =
          session.update(
              sql.takeRequest,
              params -> {
                bind(params, request);
                params.instant(request.createdAt());
              });
      if (written == 0) {
        throw new Refusal(Status.IDEMPOTENCY_KEY_TAKEN);
      }
    } else if (!replaceExpired(session, request)) {
      writes.insert(
          session,
          sql.insertRequest,
          List.of(request),
          Requests::bind,
          () -> new Refusal(Status.IDEMPOTENCY_KEY_TAKEN));
    }
  }

  private boolean replaceExpired(Session session, IdempotencyRecord request) throws SQLException {
    int written =
        session.update(
            sql.replaceRequest,
            params -> {
              bind(params, request);
              bind(params, request.scope());
              params.instant(request.createdAt());
            });
    return written == 1;
  }

  /** Removes records that expired by an instant, at most so many, and says how many. */
  int trim(Session session, Instant by, int limit) throws SQLException {
    List<IdempotencyScope> expired =
        session.list(
            sql.expiredRequests, params -> params.instant(by).count(limit), Requests::scope);
    if (expired.isEmpty()) {
      return 0;
    }
    int[] deleted =
        session.updateAll(
            sql.deleteRequest,
            expired,
            (params, scope) -> {
              bind(params, scope);
              params.instant(by);
            });
    int removed = 0;
    for (int rows : deleted) {
      removed += rows == Statement.SUCCESS_NO_INFO ? 1 : rows;
    }
    return removed;
  }

  private static void bind(Params params, IdempotencyScope scope) throws SQLException {
    params
        .id(scope.accountId())
        .id(scope.actorId())
        .id(scope.operation())
        .id(scope.idempotencyKey());
  }

  private static void bind(Params params, IdempotencyRecord request) throws SQLException {
    bind(params, request.scope());
    params
        .id(request.fingerprint())
        .id(request.keyId())
        .instant(request.createdAt())
        .instant(request.expiresAt());
  }

  private static IdempotencyScope scope(Row row) throws SQLException {
    return new IdempotencyScope(row.id(), row.id(), row.id(), row.id());
  }

  private static IdempotencyRecord read(Row row) throws SQLException {
    return new IdempotencyRecord(scope(row), row.id(), row.id(), row.instant(), row.instant());
  }
}

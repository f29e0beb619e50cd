package io.latchkey;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A registry over rows in memory, with everything that is real about it but the store and the
 * index.
 */
final class PartnerRegistryFixture {

  static final HostActor HOST = HostActor.of("console");
  static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb").permission("jobs.view").build();

  final PartnerRows rows = new PartnerRows();
  final AtomicLong changes = new AtomicLong();
  final Set<HostOperation> denied = EnumSet.noneOf(HostOperation.class);
  final PartnerEngine registry;

  PartnerRegistryFixture() {
    VerdictClock clock = new VerdictClock(SystemTime.INSTANCE);
    ApiTypes types = new ApiTypes(List.of(CANDIDATE_INGESTION, JOB_BOARD));
    Transactions transactions =
        new Transactions(
            rows,
            clock,
            commit -> changes.addAndGet(commit.partners().size()),
            new LatchkeyMetrics() {},
            Unsealed.INSTANCE);
    Authorizer authorizer =
        new Authorizer(
            AccessPolicy.webhookManagers(), this::decide, types, new DenialLog(rows, clock));
    registry =
        new PartnerEngine(rows, transactions, authorizer, types, changes::get, new BeanChecks());
  }

  private AccessPolicy.Decision decide(HostActor host, HostOperation operation) {
    return denied.contains(operation)
        ? AccessPolicy.Decision.denied("role catalogue-keeper")
        : AccessPolicy.Decision.allowed();
  }

  static InputStream json(String document) {
    return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
  }
}

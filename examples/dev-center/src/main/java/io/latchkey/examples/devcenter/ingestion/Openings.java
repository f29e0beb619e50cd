package io.latchkey.examples.devcenter.ingestion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The jobs and prospect pools of the demonstration. */
@Component
class Openings {

  private static final Map<AccountId, List<Job>> JOBS =
      Map.of(
          AccountId.of("globex"),
          List.of(new Job(101, "Site Reliability Engineer"), new Job(102, "Recruiter")),
          AccountId.of("initech"),
          List.of(new Job(201, "Payroll Specialist")));

  private static final Map<AccountId, List<Pool>> POOLS =
      Map.of(
          AccountId.of("globex"),
          List.of(
              new Pool(
                  11, "Engineering", List.of(new Stage(1, "Sourced"), new Stage(2, "Replied")))),
          AccountId.of("initech"),
          List.of(new Pool(21, "Finance", List.of(new Stage(1, "Sourced")))));

  List<Job> jobs(AccountId account) {
    return JOBS.getOrDefault(account, List.of());
  }

  Optional<Job> job(AccountId account, long id) {
    return jobs(account).stream().filter(job -> job.id() == id).findFirst();
  }

  /** A job of any account: whoever has the link may read of it. */
  Optional<Job> job(long id) {
    return JOBS.values().stream().flatMap(List::stream).filter(job -> job.id() == id).findFirst();
  }

  List<Pool> pools(AccountId account) {
    return POOLS.getOrDefault(account, List.of());
  }

  Optional<Pool> pool(AccountId account, long id) {
    return pools(account).stream().filter(pool -> pool.id() == id).findFirst();
  }

  /** A job to apply for. */
  record Job(long id, String name) {}

  /** Where people are kept who have not applied. */
  record Pool(long id, String name, @JsonProperty("prospect_pool_stages") List<Stage> stages) {

    boolean hasStage(long stageId) {
      return stages.stream().anyMatch(stage -> stage.id() == stageId);
    }
  }

  /** A step within a pool. */
  record Stage(long id, String name) {}
}

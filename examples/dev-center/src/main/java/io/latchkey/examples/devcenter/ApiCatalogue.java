package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;

import io.latchkey.ApiType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The APIs that keys open here, with their names for people. */
public final class ApiCatalogue {

  /** A second API beside the built-in one; no page of this application serves it. */
  public static final ApiType JOB_BOARD =
      ApiType.define("job_board", "jb")
          .permission("postings.view")
          .permission("applications.create")
          .build();

  private static final Map<ApiType, String> TITLES =
      Map.of(CANDIDATE_INGESTION, "Candidate ingestion", JOB_BOARD, "Job board");

  private ApiCatalogue() {}

  /**
   * All of them.
   *
   * @return in the order in which a form offers them
   */
  public static List<ApiType> all() {
    return List.of(CANDIDATE_INGESTION, JOB_BOARD);
  }

  /**
   * Finds one by its name.
   *
   * @param name what a form sends
   * @return the API type, or empty
   */
  public static Optional<ApiType> find(String name) {
    return all().stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /**
   * All of them, for a form.
   *
   * @return names and titles
   */
  public static List<Choice> choices() {
    return all().stream().map(type -> new Choice(type.name(), title(type))).toList();
  }

  /**
   * The name for people.
   *
   * @param type the API type
   * @return its title, or its plain name
   */
  public static String title(ApiType type) {
    return TITLES.getOrDefault(type, type.name());
  }

  /**
   * An API type that can be chosen.
   *
   * @param name what the form sends
   * @param title what people read
   */
  public record Choice(String name, String title) {}
}

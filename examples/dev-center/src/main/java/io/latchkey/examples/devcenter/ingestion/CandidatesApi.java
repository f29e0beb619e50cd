package io.latchkey.examples.devcenter.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.VerifiedKey;
import io.latchkey.examples.devcenter.users.DemoUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** Candidates: sent in, and read back as far as the key reaches. */
@RestController
class CandidatesApi {

  private final Candidates candidates;
  private final Boundaries boundaries;
  private final CandidateReader reader;
  private final RequestBodies bodies;
  private final int batchSize;

  CandidatesApi(
      Candidates candidates,
      Boundaries boundaries,
      CandidateReader reader,
      RequestBodies bodies,
      IngestionSettings settings) {
    this.candidates = candidates;
    this.boundaries = boundaries;
    this.reader = reader;
    this.bodies = bodies;
    this.batchSize = settings.batchSize();
  }

  /** One object gives one object, an array an array. */
  @PostMapping("/v1/partner/candidates")
  Object create(
      @AuthenticationPrincipal VerifiedKey key,
      @RequestAttribute(CallerFilter.ACTING_USER) DemoUser user,
      HttpServletRequest request)
      throws IOException {
    JsonNode body = bodies.read(request);
    List<Receipt> receipts =
        candidates
            .add(
                reader.read(body, key.accountId()),
                boundaries.of(key),
                key.keyId(),
                user.actor().id())
            .stream()
            .map(candidate -> Receipt.of(candidate, request))
            .toList();
    return body.isArray() ? receipts : receipts.get(0);
  }

  /** Ids that the key may not see, and ids that nobody has, are both not there. */
  @GetMapping("/v1/partner/candidates")
  List<View> view(
      @AuthenticationPrincipal VerifiedKey key,
      @RequestParam(name = "candidate_ids", required = false) @Nullable String ids,
      HttpServletRequest request) {
    return candidates.find(boundaries.of(key), numbers(ids)).stream()
        .map(candidate -> View.of(candidate, request))
        .toList();
  }

  private Set<Long> numbers(@Nullable String ids) {
    String[] parts = ids == null ? new String[0] : ids.split(",", -1);
    if (parts.length == 0 || parts.length > batchSize) {
      throw ApiException.field("candidate_ids", "must have 1 to " + batchSize + " ids");
    }
    Set<Long> numbers = new LinkedHashSet<>();
    for (String part : parts) {
      if (!part.matches("[0-9]{1,18}")) {
        throw ApiException.field("candidate_ids", "must be whole numbers with commas between");
      }
      numbers.add(Long.parseLong(part));
    }
    return numbers;
  }

  private static String profile(Candidate candidate, HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request)
        .path("/candidates/{id}")
        .build(candidate.id())
        .toString();
  }

  /** What an integration gets for a candidate that it sent. */
  record Receipt(
      long id,
      @JsonProperty("application_id") long applicationId,
      @JsonProperty("external_id") String externalId,
      @JsonProperty("profile_url") String profileUrl) {

    static Receipt of(Candidate candidate, HttpServletRequest request) {
      return new Receipt(
          candidate.id(),
          candidate.applicationId(),
          candidate.externalId(),
          profile(candidate, request));
    }
  }

  /** What an integration reads back. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      long id,
      @JsonProperty("application_id") long applicationId,
      @JsonProperty("external_id") String externalId,
      @JsonProperty("first_name") String firstName,
      @JsonProperty("last_name") String lastName,
      boolean prospect,
      @JsonProperty("job_id") @Nullable Long jobId,
      @JsonProperty("profile_url") String profileUrl) {

    static View of(Candidate candidate, HttpServletRequest request) {
      return new View(
          candidate.id(),
          candidate.applicationId(),
          candidate.externalId(),
          candidate.firstName(),
          candidate.lastName(),
          candidate.prospect(),
          candidate.jobId(),
          profile(candidate, request));
    }
  }
}

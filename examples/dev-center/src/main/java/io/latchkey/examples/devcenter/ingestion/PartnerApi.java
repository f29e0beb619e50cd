package io.latchkey.examples.devcenter.ingestion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.Permission;
import io.latchkey.VerifiedKey;
import io.latchkey.examples.devcenter.users.DemoUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** What an integration may ask about the account; candidates have a class of their own. */
@RestController
class PartnerApi {

  private final Openings openings;
  private final RequestBodies bodies;

  PartnerApi(Openings openings, RequestBodies bodies) {
    this.openings = openings;
    this.bodies = bodies;
  }

  /** Does this key work, for whom, and what may it do? Needs no permission. */
  @GetMapping("/v1/partner/current_user")
  CurrentUser currentUser(
      @AuthenticationPrincipal VerifiedKey key,
      @RequestAttribute(CallerFilter.ACTING_USER) DemoUser user) {
    return new CurrentUser(
        user.actor().id().value(),
        user.displayName(),
        user.email(),
        key.permissions().stream().map(Permission::name).toList());
  }

  @GetMapping("/v1/partner/jobs")
  List<Openings.Job> jobs(@AuthenticationPrincipal VerifiedKey key) {
    return openings.jobs(key.accountId());
  }

  @GetMapping("/v1/partner/prospect_pools")
  List<Openings.Pool> prospectPools(@AuthenticationPrincipal VerifiedKey key) {
    return openings.pools(key.accountId());
  }

  /** An address of a job that names the partner as the source of whoever follows it. */
  @PostMapping("/v1/partner/tracking_link")
  TrackingLink trackingLink(@AuthenticationPrincipal VerifiedKey key, HttpServletRequest request)
      throws IOException {
    JsonNode job = bodies.read(request).path("job_id");
    if (!job.isIntegralNumber() || !job.canConvertToLong()) {
      throw ApiException.field("job_id", "must be a whole number");
    }
    if (openings.job(key.accountId(), job.asLong()).isEmpty()) {
      throw ApiException.field("job_id", "is no job of this account");
    }
    return new TrackingLink(
        ServletUriComponentsBuilder.fromContextPath(request)
            .path("/jobs/{id}")
            .queryParam("source", "{source}")
            .build(job.asLong(), key.partnerId().value())
            .toString());
  }

  /** Whatever else is asked for below the base. */
  @RequestMapping("/v1/partner/**")
  void unknown() {
    throw ApiException.of(HttpStatus.NOT_FOUND, "There is no such resource, or not this method.");
  }

  record CurrentUser(String id, String name, String email, List<String> permissions) {}

  record TrackingLink(@JsonProperty("tracking_link") String trackingLink) {}
}

package io.latchkey.examples.springboot;

import io.latchkey.VerifiedKey;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The account's jobs; the filter chain asks for {@code jobs.view}. */
@RestController
class Jobs {

  @GetMapping("/v1/jobs")
  List<Map<String, String>> jobs(@AuthenticationPrincipal VerifiedKey key) {
    return List.of(Map.of("id", "1", "account", key.accountId().value()));
  }
}

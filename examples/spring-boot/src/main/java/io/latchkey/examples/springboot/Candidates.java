package io.latchkey.examples.springboot;

import io.latchkey.VerifiedKey;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes candidates in; the method itself says which permission that needs. */
@RestController
class Candidates {

  @PostMapping("/v1/candidates")
  @PreAuthorize("hasAuthority('candidates.create')")
  Map<String, String> create(@AuthenticationPrincipal VerifiedKey key) {
    return Map.of("source", key.partnerId().value());
  }
}

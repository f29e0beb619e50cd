package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void announcement_saysWhereWhoAndHow() {
    try (Site site = Site.start()) {
      assertThat(site.bean(Announcement.class).text())
          .contains("The Dev Center is at " + site.address())
          .contains("let-me-in", "ada", "ben", "cleo", "dora", "Globex", "Initech")
          .contains("curl -u \"$KEY:\"", site.address() + "/v1/partner/candidates");
    }
  }
}

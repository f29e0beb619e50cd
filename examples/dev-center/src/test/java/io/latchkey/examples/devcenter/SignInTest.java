package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.examples.devcenter.users.DemoUsers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in, and how often somebody may guess. */
class SignInTest {

  private static Site site;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.sign-ins=5", "--server.forward-headers-strategy=native");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void stranger_atAnyPage_isSentToSignIn() throws Exception {
    HttpResponse<String> answer = site.stranger().get("/dev-center/keys");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(answer)).isEqualTo("/sign-in");
  }

  @Test
  void wrongPassword_again_isAnsweredWith429AndWhenToRetry() throws Exception {
    Visitor guesser = site.stranger();
    for (int i = 0; i < 5; i++) {
      assertThat(Visitor.location(guesser.trySignIn("ada", "guess-" + i)))
          .isEqualTo("/sign-in?failed");
    }

    HttpResponse<String> answer = guesser.trySignIn("ada", DemoUsers.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
  }

  /** Spaces around a name are not part of it, and each spelling had an allowance of its own. */
  @Test
  void userName_withSpacesAround_isTheSameToTheLimit() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(statusFrom("192.0.2." + i, " ".repeat(i) + "ben" + " ".repeat(i))).isEqualTo(302);
    }

    assertThat(statusFrom("192.0.2.100", "ben")).isEqualTo(429);
    assertThat(statusFrom("192.0.2.101", " ".repeat(70) + "ben")).isEqualTo(429);
  }

  /** An address without allowance used up that of names, and the memory that others need. */
  @Test
  void addressWithoutAllowance_takesNothingFromAName() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(statusFrom("198.51.100.1", "nobody-" + i)).isEqualTo(302);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(statusFrom("198.51.100.1", "cleo")).isEqualTo(429);
    }

    assertThat(statusFrom("198.51.100.2", "cleo")).isEqualTo(302);
  }

  private static int statusFrom(String address, String user) throws Exception {
    Visitor visitor = site.stranger();
    Document page = visitor.page("/sign-in");
    String token = page.selectFirst("input[name=_csrf]").val();
    return visitor
        .post(
            "/sign-in",
            Map.of("username", user, "password", "a guess", "_csrf", token),
            Map.of("X-Forwarded-For", address))
        .statusCode();
  }
}

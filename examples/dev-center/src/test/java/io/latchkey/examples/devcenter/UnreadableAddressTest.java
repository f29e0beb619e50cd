package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses that never reach a resource or a page, because Spring's firewall or Tomcat turns them
 * away. Their answers were those of Spring and Tomcat.
 */
class UnreadableAddressTest {

  private static Site site;
  private static Wire wire;

  @BeforeAll
  static void start() {
    site = Site.start();
    wire = new Wire(site.address());
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/partner//jobs",
        "//v1/partner/jobs",
        "/v1//partner/jobs",
        "/v1/partner/jobs;a=b",
        "/v1/partner;a=b/jobs",
        "/v1/partner/%3Bjobs",
        "/v1/partner/./jobs",
        "/v1/partner/%2e%2e/partner/jobs",
        "/v1/partner/a%25b",
        "/v1/partner/a%0Ab",
        "/v1/%70artner//jobs",
        "/v1/partner/a%2Fb",
        "/v1/partner/a%5Cb",
        "/v1/partner/a%00b",
        "/v1/partner/a%zzb",
      })
  void addressOfTheApi_thatCannotBeRead_getsTheDocumentedBody(String address) throws Exception {
    assertDocumented(wire.get(address, List.of("Accept: text/html")));
  }

  @Test
  void methodThatIsNone_getsTheDocumentedBody() throws Exception {
    assertDocumented(wire.send("NOTHING", "/v1/partner/jobs", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev-center//keys",
        "//",
        "/dev-center/keys;a=b",
        "/dev-center/%3Bkeys",
        "/dev-center/a%25b",
        "/dev-center/a%0Ab",
        "/v1/partners//x",
        "/dev-center/a%2Fb",
        "/dev-center/a%5Cb",
        "/dev-center/a%00b",
        "/dev-center/a<b",
        "/dev-center/a[b",
      })
  void addressOfAPage_thatCannotBeRead_getsThePageForErrors(String address) throws Exception {
    String answer = wire.get(address, List.of("Accept: text/html"));

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(answer).contains("Acme Recruiting", "Content-Security-Policy: default-src 'none'");
    assertThat(answer).doesNotContain("Whitelabel", "Tomcat", "Exception");
  }

  private static void assertDocumented(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 400").contains("Content-Type: application/json");
    String body = answer.substring(answer.indexOf("\n\n") + 2);
    assertThat(JsonPath.<String>read(body, "$.errors[0].message")).isNotBlank();
    assertThat(answer).contains("X-Content-Type-Options: nosniff", "no-store");
  }
}

package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for the body of POST candidates, and how it says what is wrong. */
class CandidateBodyTest {

  private static final String KIM =
      "{\"external_id\":\"x-1\",\"first_name\":\"Kim\",\"last_name\":\"Doe\"";

  private static Site site;
  private static Integration integration;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.api.requests=10000");
    integration = Integration.of(site, "ada", "northwind-sourcing");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | external_id first_name last_name",
        "{'external_id':'x','first_name':' ','last_name':null} | first_name last_name",
        "{'external_id':7,'first_name':'K','last_name':'D'} | external_id",
        "{'external_id':'x','first_name':'K\\u0000','last_name':'\\ud800'} | first_name last_name",
        "KIM,'prospect':false} | job_id",
        "KIM,'prospect':'no'} | prospect",
        "KIM,'prospect':false,'job_id':'101'} | job_id",
        "KIM,'prospect':false,'job_id':201} | job_id",
        "KIM,'job_id':1.5} | job_id",
        "KIM,'emails':'kim'} | emails",
        "KIM,'emails':[{'type':'work'}]} | emails[0].email",
        "KIM,'phone_numbers':[{'phone_number':'1'},3]} | phone_numbers[1]",
        "KIM,'social_media':[{}],'websites':[{}],'addresses':[{}]}"
            + " | addresses[0].address social_media[0].url websites[0].url",
        "KIM,'referrer':'Lee'} | referrer",
        "KIM,'prospect_pool_id':21} | prospect_pool_id",
        "KIM,'prospect_pool_id':11,'prospect_pool_stage_id':9} | prospect_pool_stage_id",
        "KIM,'prospect_pool_stage_id':1} | prospect_pool_stage_id",
        "KIM,'prospect_owner_email':'dora@initech.example'} | prospect_owner_email",
        "KIM,'prospect_owner_email':'eli@globex.example'} | prospect_owner_email",
      })
  void body_withFaults_isRefusedWithAllOfThem(String body, String fields) throws Exception {
    HttpResponse<String> answer = post(json(body));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
        .containsExactly(fields.split(" "));
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].message"))
        .hasSameSizeAs(fields.split(" "))
        .allMatch(message -> !message.isBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "KIM}",
        "KIM,'prospect':true,'job_id':101}",
        "KIM,'prospect':false,'job_id':101}",
        "KIM,'company':'Acme','title':'Dr','resume':'https://example.com/cv','notes':'n'}",
        "KIM,'emails':[{'email':'kim@example.com','type':'work'}],'phone_numbers':[]}",
        "KIM,'prospect_pool_id':11,'prospect_pool_stage_id':2}",
        "KIM,'prospect_owner_email':'BEN@globex.example'}",
        "KIM,'referrer':{'first_name':'Lee'},'something_new':[1]}",
      })
  void body_withWhatIsOptional_isTaken(String body) throws Exception {
    assertThat(post(json(body)).statusCode()).isEqualTo(200);
  }

  private static String json(String template) {
    return template.replace("KIM", KIM).replace('\'', '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"7", "'text'", "[]", "[1]", "[[]]", "null"})
  void body_thatIsNoCandidateAtAll_isRefused(String body) throws Exception {
    HttpResponse<String> answer = post(json(body));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].message")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{", "[{},", "{\"a\":1}}", "nonsense", "``"})
  void body_thatIsNotJson_isRefused(String body) throws Exception {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].message")).isNotBlank();
  }

  @Test
  void array_ofMoreThanTheLimit_isRefused() throws Exception {
    String hundredAndOne = "[" + (KIM + "},").repeat(100) + KIM + "}]";

    assertThat(post(hundredAndOne).statusCode()).isEqualTo(400);
    assertThat(post(hundredAndOne.replaceFirst("\\{[^}]*},", "")).statusCode()).isEqualTo(200);
  }

  @Test
  void body_largerThanTheLimit_isRefusedWhateverItsHeadersSay() throws Exception {
    String large = KIM + ",\"notes\":\"" + "n".repeat(300_000) + "\"}";

    HttpResponse<String> answer = post(large);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].message"))
        .isEqualTo("The body must have 262144 bytes at most.");
  }

  @Test
  void body_ofAnotherType_isRefused() throws Exception {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");

    HttpResponse<String> answer = integration.send("POST", "candidates", KIM + "}", form);

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("application/json");
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return integration.post("candidates", body);
  }
}

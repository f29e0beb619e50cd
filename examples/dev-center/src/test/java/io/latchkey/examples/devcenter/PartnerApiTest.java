package io.latchkey.examples.devcenter;

import static io.latchkey.CandidateIngestion.CANDIDATE_INGESTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.latchkey.HostActor;
import io.latchkey.Latchkey;
import io.latchkey.Partner;
import io.latchkey.Permission;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a right key opens, and how far it reaches. */
class PartnerApiTest {

  private static final String KIM =
      "{\"external_id\":\"x-1\",\"first_name\":\"Kim\",\"last_name\":\"Doe\"}";
  private static final String LEE =
      "{\"external_id\":\"x-2\",\"first_name\":\"Lee\",\"last_name\":\"Roe\",\"prospect\":false,"
          + "\"job_id\":101}";

  private static Site site;
  private static Integration full;

  @BeforeAll
  static void start() {
    site = Site.start("--devcenter.api.requests=10000", "--devcenter.api.unlisted-requests=10000");
    full = Integration.of(site, "ada", "quillstone-crm");
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @Test
  void currentUser_tellsWhomAndWhat() throws Exception {
    HttpResponse<String> answer = full.get("current_user");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id", "u-1",
                "name", "Ada Okafor",
                "email", "ada@globex.example",
                "permissions",
                    CANDIDATE_INGESTION.permissions().stream().map(Permission::name).toList()));
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, jobs, jobs.view",
    "GET, candidates?candidate_ids=1, candidates.view",
    "POST, candidates, candidates.create",
    "GET, prospect_pools, prospect_pools.view",
    "POST, tracking_link, tracking_links.create",
  })
  void resource_askedForWithoutItsPermission_isRefusedAndSaysWhich(
      String method, String path, String permission) throws Exception {
    Integration lacking = lacking(permission, "");
    String body = method.equals("POST") ? "{\"job_id\":101}" : null;
    try (OperatorLog log = new OperatorLog()) {
      HttpResponse<String> answer = lacking.send(method, path, body, Map.of());

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .isEqualTo(
              "{\"errors\":[{\"message\":\"This API key lacks the permission "
                  + permission
                  + ".\"}]}");
      assertThat(log.lines())
          .containsExactly(
              "refused "
                  + method
                  + " /v1/partner/"
                  + path.replaceFirst("\\?.*", "")
                  + ": PERMISSION_MISSING ("
                  + permission
                  + "), key "
                  + lacking.keyId());
    }
    assertThat(lacking.get("current_user").statusCode()).isEqualTo(200);
  }

  /** Whatever answers a GET answers a HEAD as well, and the length of an answer tells of it. */
  @ParameterizedTest
  @CsvSource({
    "jobs, jobs.view",
    "candidates?candidate_ids=1, candidates.view",
    "prospect_pools, prospect_pools.view",
  })
  void resource_askedForItsHeadersAlone_needsThePermissionAsWell(String path, String permission)
      throws Exception {
    Integration lacking = lacking(permission, "-head");

    assertThat(lacking.send("HEAD", path, null, Map.of()).statusCode()).isEqualTo(403);
    assertThat(full.send("HEAD", path, null, Map.of()).statusCode()).isEqualTo(200);
  }

  /** A partner that has every permission but one, which its name tells. */
  private static Integration lacking(String permission, String suffix) {
    String id = "without-" + permission.replace('.', '-').replace('_', '-') + suffix;
    Permission[] others =
        CANDIDATE_INGESTION.permissions().stream()
            .filter(each -> !each.name().equals(permission))
            .toArray(Permission[]::new);
    site.bean(Latchkey.class)
        .partners()
        .register(
            HostActor.of("a-test"),
            Partner.listed(id, "Without " + permission + suffix)
                .requires(CANDIDATE_INGESTION, others)
                .build());
    return Integration.of(site, "ada", id);
  }

  @Test
  void jobsAndPools_areThoseOfTheAccount() throws Exception {
    Integration elsewhere = Integration.of(site, "dora", "quillstone-crm");

    assertThat(names(full.get("jobs"))).containsExactly("Site Reliability Engineer", "Recruiter");
    assertThat(names(elsewhere.get("jobs"))).containsExactly("Payroll Specialist");
    assertThat(names(full.get("prospect_pools"))).containsExactly("Engineering");
    assertThat(full.get("prospect_pools").body()).contains("\"prospect_pool_stages\":[{\"id\":1");
  }

  private static List<String> names(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$[*].name");
  }

  @Test
  void candidate_sentAsAnObject_isAnsweredWithOne() throws Exception {
    HttpResponse<String> answer = full.post("candidates", KIM);

    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, Object> receipt = JsonPath.read(answer.body(), "$");
    assertThat(receipt).containsOnlyKeys("id", "application_id", "external_id", "profile_url");
    assertThat(receipt).containsEntry("external_id", "x-1");
    assertThat(receipt.get("profile_url"))
        .isEqualTo(site.address() + "/candidates/" + receipt.get("id"));
  }

  @Test
  void candidates_sentAsAnArray_areAnsweredInItsOrder() throws Exception {
    HttpResponse<String> two = full.post("candidates", "[" + LEE + "," + KIM + "]");
    HttpResponse<String> one = full.post("candidates", "[" + KIM + "]");

    assertThat(JsonPath.<List<String>>read(two.body(), "$[*].external_id"))
        .containsExactly("x-2", "x-1");
    assertThat(JsonPath.<List<String>>read(one.body(), "$[*].external_id")).containsExactly("x-1");
  }

  @Test
  void candidates_ofWhichOneIsWrong_areAllRefused() throws Exception {
    int before = id(full.post("candidates", KIM));
    HttpResponse<String> answer = full.post("candidates", "[" + KIM + ",{\"external_id\":\"y\"}]");
    int after = id(full.post("candidates", KIM));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
        .containsExactly("[1].first_name", "[1].last_name");
    assertThat(after).isEqualTo(before + 1);
  }

  @Test
  void candidate_isReadBackByItsPartnerAlone() throws Exception {
    Integration sibling = Integration.of(site, "ben", "quillstone-crm");
    Integration other = Integration.of(site, "ada", "teamwise");
    Integration elsewhere = Integration.of(site, "dora", "quillstone-crm");
    int mine = id(full.post("candidates", LEE));
    int theirs = id(other.post("candidates", KIM));
    String both = "candidates?candidate_ids=" + mine + "," + theirs + ",999999";

    assertThat(JsonPath.<List<Map<String, Object>>>read(full.get(both).body(), "$"))
        .containsExactly(
            Map.of(
                "id",
                mine,
                "application_id",
                mine,
                "external_id",
                "x-2",
                "first_name",
                "Lee",
                "last_name",
                "Roe",
                "prospect",
                false,
                "job_id",
                101,
                "profile_url",
                site.address() + "/candidates/" + mine));
    assertThat(sibling.get(both).body()).isEqualTo(full.get(both).body());
    assertThat(JsonPath.<List<Integer>>read(other.get(both).body(), "$[*].id"))
        .containsExactly(theirs);
    assertThat(elsewhere.get(both).body()).isEqualTo("[]");
  }

  private static int id(HttpResponse<String> answer) {
    return JsonPath.read(answer.body(), "$.id");
  }

  @Test
  void trackingLink_namesTheSource() throws Exception {
    HttpResponse<String> answer = full.post("tracking_link", "{\"job_id\":102}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"tracking_link\":\"" + site.address() + "/jobs/102?source=quillstone-crm\"}");
    assertThat(full.post("tracking_link", "{\"job_id\":201}").statusCode()).isEqualTo(400);
  }

  /** The address led nowhere but to the form for signing in. */
  @Test
  void trackingLink_leadsToAPageThatEverybodyCanRead() throws Exception {
    String answer = full.post("tracking_link", "{\"job_id\":102}").body();
    String link = JsonPath.read(answer, "$.tracking_link");
    Visitor visitor = site.stranger();

    String page = visitor.page(link).text();

    assertThat(page).contains("Recruiter", "Quillstone CRM").doesNotContain("Site Reliability");
    assertThat(visitor.page("/jobs/102").text()).doesNotContain("Quillstone CRM");
    assertThat(visitor.page("/jobs/102?source=%3Cb%3Enobody").text()).doesNotContain("nobody");
    assertThat(visitor.get("/jobs/999").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/jobs/none").statusCode()).isEqualTo(400);
    assertThat(visitor.get("/jobs/102").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void resource_unknownOrWithAnotherMethod_isNotFound() throws Exception {
    for (HttpResponse<String> answer :
        List.of(full.get("nothing"), full.send("DELETE", "candidates", null, Map.of()))) {
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].message")).isNotBlank();
    }
  }

  @Test
  void page_ofCandidates_showsTheSourceToUsersOfTheAccountAlone() throws Exception {
    int id = id(full.post("candidates", KIM.replace("Kim", "<b>Kim</b> & co")));
    Visitor ben = site.signIn("cleo");
    Visitor dora = site.signIn("dora");

    String list = ben.page("/candidates").text();
    String profile = ben.page("/candidates/" + id).text();

    assertThat(list).contains("<b>Kim</b> & co Doe Prospect Quillstone CRM x-1 Ada Okafor");
    assertThat(profile).contains("<b>Kim</b> & co Doe");
    assertThat(dora.page("/candidates").text()).doesNotContain("Kim");
    assertThat(dora.get("/candidates/" + id).statusCode()).isEqualTo(404);
    assertThat(site.stranger().get("/candidates").statusCode()).isEqualTo(302);
  }
}

package io.latchkey.examples.devcenter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A collector of metrics. */
final class Metrics {

  private Metrics() {}

  static String read(Site site) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(site.address().resolve("/metrics")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    return answer.body();
  }

  static double value(String text, String series) {
    Matcher line =
        Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    assertThat(line.find()).as(series).isTrue();
    return Double.parseDouble(line.group(1));
  }
}

package io.latchkey.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** JMH's results as they are, less what names the machine's folders, under where they come from. */
final class ResultsFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final Map<String, Double> NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);

  private final ObjectNode content;

  private ResultsFile(ObjectNode content) {
    this.content = content;
  }

  static ResultsFile of(Environment environment, Path raw) throws IOException {
    JsonNode results = JSON.readTree(Files.readString(raw));
    for (JsonNode result : results) {
      ((ObjectNode) result).remove(List.of("jvm", "jvmArgs"));
    }
    ObjectNode content = JSON.createObjectNode();
    content.set("environment", JSON.valueToTree(environment));
    content.set("results", results);
    return new ResultsFile(content);
  }

  static ResultsFile read(Path file) throws IOException {
    return new ResultsFile((ObjectNode) JSON.readTree(Files.readString(file)));
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(content) + "\n");
  }

  Environment environment() throws IOException {
    return JSON.treeToValue(content.get("environment"), Environment.class);
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode result : content.get("results")) {
      rows.add(row(result));
    }
    return rows;
  }

  private static Row row(JsonNode result) {
    String name = result.get("benchmark").asText();
    int method = name.lastIndexOf('.');
    JsonNode metric = result.get("primaryMetric");
    double unit = NANOS.get(metric.get("scoreUnit").asText());
    Map<String, Double> counters = counters(result);
    Double bytes = counters.get(ALLOCATED);
    return new Row(
        name.substring(name.lastIndexOf('.', method - 1) + 1, method).replace("Benchmark", ""),
        name.substring(method + 1),
        params(result),
        result.get("threads").asInt(),
        median(metric.get("rawData")) * unit,
        metric.get("scoreError").asDouble(Double.NaN) * unit,
        bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes),
        counters);
  }

  private static Map<String, String> params(JsonNode result) {
    Map<String, String> params = new TreeMap<>();
    if (result.has("params")) {
      result
          .get("params")
          .properties()
          .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
    }
    return params;
  }

  /** By name, without the dot in the middle that some versions of JMH put in front. */
  private static Map<String, Double> counters(JsonNode result) {
    Map<String, Double> counters = new TreeMap<>();
    result
        .get("secondaryMetrics")
        .properties()
        .forEach(
            metric ->
                counters.put(
                    metric.getKey().replace("·", ""), median(metric.getValue().get("rawData"))));
    return counters;
  }

  private static double median(JsonNode forks) {
    List<Double> values = new ArrayList<>();
    for (JsonNode fork : forks) {
      fork.forEach(value -> values.add(value.asDouble()));
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}

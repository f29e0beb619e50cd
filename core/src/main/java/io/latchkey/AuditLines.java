package io.latchkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.spi.AuditEvent;
import io.latchkey.spi.EventDraft;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines of an export: events, then a head. */
final class AuditLines {

  private static final int FORMAT = 1;
  private static final Set<String> EVENT =
      Set.of(
          "v",
          "chain",
          "seq",
          "at",
          "actor_kind",
          "actor",
          "type",
          "subject_kind",
          "subject",
          "details",
          "prev",
          "hash");
  private static final Set<String> HEAD_LINE = Set.of("v", "head", "ed25519");
  private static final Set<String> HEAD = Set.of("chain", "seq", "hash");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AuditLines() {}

  static String line(AuditEvent event) {
    EventDraft draft = event.draft();
    ObjectNode line = JSON.createObjectNode();
    line.put("v", FORMAT);
    line.put("chain", event.chain());
    line.put("seq", event.sequence());
    line.put("at", draft.at().toString());
    line.put("actor_kind", draft.actorKind());
    line.put("actor", draft.actorId());
    line.put("type", draft.type());
    line.put("subject_kind", draft.subjectKind());
    line.put("subject", draft.subjectId());
    ObjectNode details = line.putObject("details");
    draft.details().forEach(details::put);
    line.put("prev", event.previousHash());
    line.put("hash", event.hash());
    return line.toString();
  }

  static String line(AuditHead head, @Nullable String signature) {
    ObjectNode line = JSON.createObjectNode();
    line.put("v", FORMAT);
    ObjectNode named = line.putObject("head");
    named.put("chain", head.chain());
    named.put("seq", head.sequence());
    named.put("hash", head.hash());
    if (signature != null) {
      line.put("ed25519", signature);
    }
    return line.toString();
  }

  /** Gives a line to a checker; false once something is wrong. */
  static boolean feed(ChainChecker checker, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      JsonNode format = node.path("v");
      if (!format.isInt() || format.intValue() != FORMAT) {
        return checker.unreadable("a line that is no event and no head of format " + FORMAT);
      }
      if (node.has("head")) {
        requireOnly(node, HEAD_LINE);
        JsonNode head = node.get("head");
        requireOnly(head, HEAD);
        AuditHead read =
            new AuditHead(text(head, "chain"), number(head, "seq"), text(head, "hash"));
        return checker.head(read, node.has("ed25519") ? text(node, "ed25519") : null);
      }
      return checker.event(event(node));
    } catch (JsonProcessingException e) {
      return checker.unreadable("a line that is no JSON");
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return checker.unreadable("an event or head with a part missing, out of range or unknown");
    }
  }

  private static AuditEvent event(JsonNode node) {
    requireOnly(node, EVENT);
    Map<String, String> details = new TreeMap<>();
    JsonNode found = node.path("details");
    if (!found.isObject()) {
      throw new IllegalArgumentException("details are missing");
    }
    found.fieldNames().forEachRemaining(name -> details.put(name, text(found, name)));
    EventDraft draft =
        new EventDraft(
            Instant.parse(text(node, "at")),
            text(node, "actor_kind"),
            text(node, "actor"),
            text(node, "type"),
            text(node, "subject_kind"),
            text(node, "subject"),
            new TreeMap<>(details));
    return new AuditEvent(
        text(node, "chain"), number(node, "seq"), draft, text(node, "prev"), text(node, "hash"));
  }

  /** What is not under the hash must not pass for part of what is. */
  private static void requireOnly(JsonNode node, Set<String> names) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new IllegalArgumentException("unknown property");
              }
            });
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.textValue();
  }

  private static long number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.longValue();
  }
}

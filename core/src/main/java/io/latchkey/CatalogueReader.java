package io.latchkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.internal.CatalogueDocument;
import io.latchkey.internal.PartnerEntry;
import io.latchkey.internal.Required;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a catalogue of partners and finds everything that is wrong with it before any of it is
 * used.
 */
final class CatalogueReader {

  static final int MAX_BYTES = 4 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final ApiTypes types;
  private final BeanChecks beans;

  CatalogueReader(ApiTypes types, BeanChecks beans) {
    this.types = types;
    this.beans = beans;
  }

  /** The partners, active or retired, in the order of the document. */
  List<Partner> read(InputStream json) {
    Findings findings = new Findings();
    String text = text(bytes(json));
    JsonNode root = JsonTrees.read(text, findings);
    if (root == null) {
      throw new InvalidRequestException(findings.sorted());
    }
    CatalogueDocument document =
        new CatalogueBinding(types, CatalogueBinding.Unknown.REFUSED, findings).catalogue(root);
    constraints(document, findings);
    CatalogueChecks.check(document, types, findings);
    findings.throwIfAny();
    return partners(Objects.requireNonNull(document.partners()));
  }

  private static byte[] bytes(InputStream json) {
    try {
      byte[] bytes = json.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw wrong("is larger than " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("the catalogue can't be read", e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8 text");
    }
  }

  private static InvalidRequestException wrong(String message) {
    return new InvalidRequestException(List.of(new Violation(JsonPaths.ROOT, message)));
  }

  /** What has the wrong type is bound as null; that it is missing as well need not be said. */
  private void constraints(CatalogueDocument document, Findings findings) {
    for (Violation violation : beans.check(document)) {
      String path = JsonPaths.ofBean(violation.path());
      if (!violation.message().equals(Required.MISSING) || !findings.has(path)) {
        findings.add(path, violation.message());
      }
    }
  }

  private List<Partner> partners(List<PartnerEntry> entries) {
    PartnerEntries converter = new PartnerEntries(types);
    List<Partner> partners = new ArrayList<>();
    for (PartnerEntry entry : entries) {
      String status = entry.status() == null ? PartnerStatus.ACTIVE.code() : entry.status();
      partners.add(converter.partner(entry, PartnerStatus.ofCode(status).orElseThrow()));
    }
    return partners;
  }
}

package io.latchkey.examples.devcenter.ingestion;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies, never more of one than is allowed, whatever its headers say. Thread-safe. */
@Component
class RequestBodies {

  private final JsonMapper mapper;
  private final int limit;

  RequestBodies(JsonMapper mapper, IngestionSettings settings) {
    this.mapper = mapper;
    this.limit = Math.toIntExact(settings.bodySize().toBytes());
  }

  /**
   * Reads a body.
   *
   * @param request the request
   * @return what it says
   * @throws ApiException if it is too large, or not JSON
   */
  JsonNode read(HttpServletRequest request) throws IOException {
    if (!isJson(request.getContentType())) {
      throw ApiException.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
    }
    InputStream in = request.getInputStream();
    byte[] body = in.readNBytes(limit + 1);
    if (body.length > limit) {
      throw ApiException.of(
          HttpStatus.CONTENT_TOO_LARGE, "The body must have " + limit + " bytes at most.");
    }
    try {
      return mapper.readTree(body);
    } catch (JacksonException e) {
      throw ApiException.of(HttpStatus.BAD_REQUEST, "The body is not well-formed JSON.");
    }
  }

  private static boolean isJson(String contentType) {
    try {
      return contentType != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}

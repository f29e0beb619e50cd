package io.latchkey.examples.devcenter.keys;

import io.latchkey.IssuedKey;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Holds a page back until a key takes the place of a mark in it. */
final class RenderedText extends HttpServletResponseWrapper {

  /** More than the buffers of the server together hold, so that what follows overwrites the key. */
  private static final int PADDING = 64 * 1024;

  private static final int LINE = 1024;

  private final CharArrayWriter text = new CharArrayWriter();
  private final PrintWriter writer = new PrintWriter(text);

  RenderedText(HttpServletResponse response) {
    super(response);
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  /** Writes the page; the key stands where the mark stood. */
  void writeWith(String mark, IssuedKey issued) throws IOException {
    writer.flush();
    String page = text.toString();
    int at = page.indexOf(mark);
    if (at < 0 || page.indexOf(mark, at + 1) >= 0) {
      throw new IllegalStateException("the panel must have its mark once");
    }
    ServletOutputStream out = getResponse().getOutputStream();
    out.write(page.substring(0, at).getBytes(StandardCharsets.UTF_8));
    issued.revealTo(key -> write(key, out));
    out.write(page.substring(at + mark.length()).getBytes(StandardCharsets.UTF_8));
    pad(out);
  }

  /** A key is ASCII and has no character that HTML treats differently. */
  private static void write(char[] key, ServletOutputStream out) {
    byte[] bytes = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      bytes[i] = (byte) key[i];
    }
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** White space after the end of the page, in pieces that go through every buffer. */
  private static void pad(ServletOutputStream out) throws IOException {
    byte[] line = new byte[LINE];
    Arrays.fill(line, (byte) ' ');
    line[LINE - 1] = '\n';
    for (int written = 0; written < PADDING; written += LINE) {
      out.write(line);
    }
  }
}

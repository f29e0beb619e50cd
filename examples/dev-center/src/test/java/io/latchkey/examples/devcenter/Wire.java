package io.latchkey.examples.devcenter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sends a request byte by byte as given, since clients of today's libraries can't send what is seen
 * in the wild.
 */
final class Wire {

  private final URI site;

  Wire(URI site) {
    this.site = site;
  }

  /** Sends a GET with exactly these header lines; gives the whole answer without the date. */
  String get(String path, List<String> headers) throws IOException {
    return send("GET", path, headers);
  }

  /** The same with any method. */
  String send(String method, String path, List<String> headers) throws IOException {
    try (Socket socket = new Socket(site.getHost(), site.getPort())) {
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + headers.stream().map(line -> line + "\r\n").collect(Collectors.joining())
              + "\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return withoutDate(readAll(socket.getInputStream()));
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  private static String withoutDate(String answer) {
    return answer
        .lines()
        .filter(line -> !line.startsWith("Date: "))
        .collect(Collectors.joining("\n"));
  }
}

package io.latchkey.jdbc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread of a process was told, outside the database. A line is handed to the operating
 * system in one piece, which the death of the process does not undo.
 */
final class Journal implements AutoCloseable {

  private final FileChannel file;

  Journal(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void write(Done done) {
    try {
      ByteBuffer line = ByteBuffer.wrap((done.line() + "\n").getBytes(StandardCharsets.US_ASCII));
      while (line.hasRemaining()) {
        file.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** What was written; a last line that the end of the process cut off is left out. */
  static List<Done> read(Path path) throws IOException {
    String text = Files.readString(path, StandardCharsets.US_ASCII);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    List<Done> done = new ArrayList<>();
    whole.lines().map(Done::parse).forEach(done::add);
    return done;
  }
}

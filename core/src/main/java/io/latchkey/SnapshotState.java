package io.latchkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a verifier remembers the newest snapshot that it has seen. Written beside and
 * renamed, so that whenever the process is killed there is the old content or the new one.
 */
final class SnapshotState {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotState.class);

  private static final String TITLE = "latchkey-snapshot-state 1";
  private static final String HASH = "sha256 ";
  private static final int MAX_SIZE = 4_096;

  private final Path file;

  SnapshotState(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** What was seen last; empty if there is no file yet. */
  Optional<SnapshotPosition> read() {
    try {
      if (Files.size(file) > MAX_SIZE) {
        throw failed("is too long to be one", null);
      }
      return Optional.of(parse(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw failed("can't be read", e);
    }
  }

  private SnapshotPosition parse(String text) {
    String[] lines = text.split("\n", -1);
    int checked = Math.max(0, text.lastIndexOf(HASH));
    if (lines.length != 6
        || !lines[0].equals(TITLE)
        || !text.substring(checked).equals(HASH + sha256(text.substring(0, checked)) + "\n")) {
      throw failed("is damaged or none", null);
    }
    String epoch = value(lines[1], "epoch ");
    return new SnapshotPosition(
        new String(HexFormat.of().parseHex(epoch), StandardCharsets.UTF_8),
        Long.parseLong(value(lines[2], "number ")),
        Long.parseLong(value(lines[3], "asof ")));
  }

  private String value(String line, String name) {
    if (!line.startsWith(name)) {
      throw failed("is none", null);
    }
    return line.substring(name.length());
  }

  /** Remembers what was seen, for good when this returns. */
  void write(SnapshotPosition seen) {
    String epoch = HexFormat.of().formatHex(seen.epoch().getBytes(StandardCharsets.UTF_8));
    String lines =
        TITLE
            + "\nepoch "
            + epoch
            + "\nnumber "
            + seen.number()
            + "\nasof "
            + seen.asOfMillis()
            + "\n";
    String text = lines + HASH + sha256(lines) + "\n";
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("can't be written", e);
    }
    forceDirectory();
  }

  /** Makes the renaming last; not every platform can, and on those that can't it need not. */
  private void forceDirectory() {
    Path directory = file.getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("the directory of {} can't be forced to disk", file.getFileName(), e);
    }
  }

  private static String sha256(String lines) {
    byte[] hash = SnapshotFormat.sha256().digest(lines.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private SnapshotException failed(String what, @Nullable Exception e) {
    return new SnapshotException(
        SnapshotException.Reason.STATE_FILE_FAILED,
        "the state file " + file.getFileName() + " " + what,
        e);
  }
}

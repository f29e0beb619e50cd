package io.latchkey;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file with a snapshot, of which nothing is believed before it was checked. Its memory is
 * not mapped: a file that is cut short under a map takes the process with it. Not thread-safe.
 *
 * <p>Read by {@link RandomAccessFile}, because a channel is closed for everybody when one thread
 * that reads it is interrupted, and threads with requests are.
 */
final class SnapshotFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);

  private final RandomAccessFile file;
  private final SnapshotHeader header;

  private SnapshotFile(RandomAccessFile file, SnapshotHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Opens a file and checks the signature of its header, and its length.
   *
   * @throws SnapshotException if anything is not as it should be
   */
  static SnapshotFile open(Path path, Map<String, PublicKey> trusted) {
    RandomAccessFile file = null;
    SnapshotFile opened = null;
    try {
      file = new RandomAccessFile(path.toFile(), "r");
      SnapshotHeader header = header(file, trusted);
      checkLength(file.length(), header);
      opened = new SnapshotFile(file, header);
      return opened;
    } catch (IOException | UnsupportedOperationException e) {
      throw failed(path.getFileName() + " can't be read", e);
    } finally {
      if (opened == null) {
        close(file);
      }
    }
  }

  private static SnapshotHeader header(RandomAccessFile file, Map<String, PublicKey> trusted)
      throws IOException {
    byte[] start = read(file, 0, SnapshotFormat.START);
    byte[] signedPart = read(file, 0, SnapshotHeader.lengthBy(start));
    byte[] signature = read(file, signedPart.length, Ed25519.SIGNATURE);
    String keyId = SnapshotHeader.signingKeyId(signedPart);
    PublicKey key = trusted.get(keyId);
    if (key == null) {
      throw new SnapshotException(
          SnapshotException.Reason.UNKNOWN_SIGNING_KEY,
          "the snapshot says that it is signed with key "
              + Texts.printable(keyId)
              + ", trusted are "
              + trusted.keySet());
    }
    if (!Ed25519.verify(key, signedPart, signature)) {
      throw new SnapshotException(
          SnapshotException.Reason.WRONG_SIGNATURE, "the signature is not that of key " + keyId);
    }
    return SnapshotHeader.read(signedPart);
  }

  private static void checkLength(long length, SnapshotHeader header) {
    if (length < header.fileLength()) {
      throw truncated();
    }
    if (length > header.fileLength()) {
      throw new SnapshotException(
          SnapshotException.Reason.MALFORMED, "something stands behind the end of the snapshot");
    }
  }

  SnapshotHeader header() {
    return header;
  }

  /** The tables, checked. */
  byte[] tables() {
    SnapshotHeader.Parts parts = header.parts();
    return checked("tables", header.tablesAt(), parts.tablesLength(), parts.tablesSha256());
  }

  /** The list of pages, checked. */
  byte[] directory() {
    String sha256 = header.parts().directorySha256();
    return checked("directory", header.directoryAt(), header.directoryLength(), sha256);
  }

  private byte[] checked(String what, long at, int length, String sha256) {
    try {
      byte[] bytes = read(file, at, length);
      String found = HexFormat.of().formatHex(SnapshotFormat.sha256().digest(bytes));
      if (!found.equals(sha256)) {
        throw new SnapshotException(
            SnapshotException.Reason.DAMAGED, "the " + what + " of the snapshot are not as signed");
      }
      return bytes;
    } catch (IOException e) {
      throw failed("the " + what + " of the snapshot can't be read", e);
    }
  }

  /** The bytes of a page, unchecked. */
  byte[] page(int page) throws IOException {
    return read(file, header.pageAt(page), header.keysOf(page) * SnapshotFormat.RECORD);
  }

  private static byte[] read(RandomAccessFile file, long at, int count) throws IOException {
    // Looked at first: what a length says that nobody has checked is not worth the memory.
    if (file.length() - at < count) {
      throw truncated();
    }
    byte[] bytes = new byte[count];
    file.seek(at);
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw truncated();
    }
    return bytes;
  }

  private static SnapshotException truncated() {
    return new SnapshotException(
        SnapshotException.Reason.TRUNCATED, "the file ends before the snapshot does");
  }

  private static SnapshotException failed(String message, Exception cause) {
    return new SnapshotException(SnapshotException.Reason.UNREADABLE, message, cause);
  }

  @Override
  public void close() {
    close(file);
  }

  private static void close(@Nullable RandomAccessFile file) {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing a snapshot failed", e);
    }
  }
}

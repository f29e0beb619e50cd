package io.latchkey.examples.ownstore;

import io.latchkey.spi.StoreException;
import io.latchkey.spi.StoreException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file that records are appended to, and read back from when it is opened. Not thread-safe.
 *
 * <p>A record is its length, a checksum of the length, its bytes and a checksum of those. It is on
 * the disk when {@link #append} returns. A crash can therefore leave no record unfinished but the
 * last, which nobody was promised: it is cut off. Whatever else can't be read is damage, and the
 * file is refused, because what follows may be a revocation. (Damage to the last record alone looks
 * like a crash. Only a copy elsewhere helps against that.)
 */
final class Journal implements Closeable {

  private static final int HEADER = 2 * Integer.BYTES;
  private static final int FRAME = HEADER + Integer.BYTES;

  /** Not a channel, which an interrupt of the calling thread would close. */
  private final RandomAccessFile file;

  private Journal(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens a file, or makes it, and reads it. Nobody else can open it until it is closed.
   *
   * @param reader takes each record, the oldest first
   */
  static Journal open(Path path, Consumer<byte[]> reader) throws IOException {
    Journal journal = new Journal(new RandomAccessFile(path.toFile(), "rw"));
    try {
      journal.lock();
      journal.replay(reader);
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      throw new IOException("the journal is open in this process already", e);
    }
    throw new IOException("the journal is open in another process");
  }

  private void replay(Consumer<byte[]> reader) throws IOException {
    byte[] content = new byte[Math.toIntExact(file.length())];
    file.readFully(content);
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      int start = rest.position();
      Optional<byte[]> record = next(rest);
      if (record.isEmpty()) {
        file.setLength(start);
        file.getFD().sync();
        return;
      }
      reader.accept(record.get());
    }
  }

  /** The next record, or empty if a crash left the rest. */
  private static Optional<byte[]> next(ByteBuffer rest) throws IOException {
    int start = rest.position();
    if (rest.remaining() < FRAME || isZero(rest)) {
      return Optional.empty();
    }
    int length = rest.getInt();
    if (rest.getInt() != checksum(ofLength(length))) {
      throw damaged(start);
    }
    if (length > rest.remaining() - Integer.BYTES) {
      return Optional.empty();
    }
    byte[] record = new byte[length];
    rest.get(record);
    if (rest.getInt() == checksum(record)) {
      return Optional.of(record);
    }
    if (rest.hasRemaining()) {
      throw damaged(start);
    }
    return Optional.empty();
  }

  /** Some file systems lengthen a file before they write to it. */
  private static boolean isZero(ByteBuffer rest) {
    return rest.slice().mismatch(ByteBuffer.allocate(rest.remaining())) < 0;
  }

  void append(byte[] record) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(FRAME + record.length);
    frame.put(ofLength(record.length)).putInt(checksum(ofLength(record.length)));
    frame.put(record).putInt(checksum(record));
    file.seek(file.length());
    file.write(frame.array());
    file.getFD().sync();
  }

  private static StoreException damaged(int start) {
    return new StoreException(Kind.CORRUPT, "the journal is damaged at byte " + start, null);
  }

  private static byte[] ofLength(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

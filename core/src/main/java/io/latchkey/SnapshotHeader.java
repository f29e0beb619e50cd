package io.latchkey;

import java.util.HexFormat;
import java.util.List;

/** The signed part of a snapshot: what it is, and the hashes of everything else. Immutable. */
final class SnapshotHeader {

  private final SnapshotInfo info;
  private final Parts parts;
  private final int length;

  private SnapshotHeader(SnapshotInfo info, Parts parts, int length) {
    this.info = info;
    this.parts = parts;
    this.length = length;
  }

  /** The bytes to sign. */
  static byte[] write(
      String signingKeyId, SnapshotPosition position, Contents contents, Parts parts) {
    SnapshotOutput fields = new SnapshotOutput();
    fields.text(signingKeyId).text(position.epoch());
    fields.i64(position.number()).i64(position.asOfMillis());
    contents.scope.write(fields);
    fields.texts(contents.apiTypes).u32(contents.keys).u16(parts.pageKeys);
    fields.u32(parts.tablesLength).bytes(bytes(parts.tablesSha256));
    fields.bytes(bytes(parts.directorySha256));
    byte[] written = fields.toByteArray();
    return new SnapshotOutput()
        .i64(SnapshotFormat.MAGIC)
        .u16(SnapshotFormat.VERSION)
        .u32(SnapshotFormat.START + written.length)
        .bytes(written)
        .toByteArray();
  }

  /**
   * How long the header is, by its first bytes.
   *
   * @throws SnapshotException if they are none of a snapshot that can be read here
   */
  static int lengthBy(byte[] start) {
    SnapshotInput in = new SnapshotInput(start);
    if (in.i64() != SnapshotFormat.MAGIC) {
      throw new SnapshotException(
          SnapshotException.Reason.MALFORMED, "the file does not begin as a snapshot does");
    }
    int version = in.u16();
    if (version != SnapshotFormat.VERSION) {
      throw new SnapshotException(
          SnapshotException.Reason.UNSUPPORTED_VERSION, "the snapshot has format " + version);
    }
    int length = in.u32();
    if (length < SnapshotFormat.START || length > SnapshotFormat.MAX_HEADER) {
      throw new SnapshotException(
          SnapshotException.Reason.MALFORMED, "no header has " + length + " bytes");
    }
    return length;
  }

  /** The id of the key that a header says it is signed with: to be believed only once it is. */
  static String signingKeyId(byte[] signedPart) {
    return fields(signedPart).text();
  }

  /** Reads a header whose signature was found to be right. */
  static SnapshotHeader read(byte[] signedPart) {
    SnapshotInput in = fields(signedPart);
    String signedBy = in.text();
    SnapshotPosition position = new SnapshotPosition(in.text(), in.i64(), in.i64());
    Contents contents = new Contents(SnapshotScope.read(in), in.texts(), in.u32());
    Parts parts = new Parts(in.u16(), in.u32(), hex(in), hex(in));
    in.end();
    if (parts.pageKeys == 0) {
      throw new SnapshotException(SnapshotException.Reason.MALFORMED, "pages without keys");
    }
    String sha256 = HexFormat.of().formatHex(SnapshotFormat.sha256().digest(signedPart));
    return new SnapshotHeader(
        new SnapshotInfo(position, contents, signedBy, sha256), parts, signedPart.length);
  }

  private static SnapshotInput fields(byte[] signedPart) {
    SnapshotInput in = new SnapshotInput(signedPart);
    in.skip(SnapshotFormat.START);
    return in;
  }

  private static byte[] bytes(String hash) {
    return HexFormat.of().parseHex(hash);
  }

  private static String hex(SnapshotInput in) {
    return HexFormat.of().formatHex(in.bytes(SnapshotFormat.HASH));
  }

  SnapshotInfo info() {
    return info;
  }

  Parts parts() {
    return parts;
  }

  int pages() {
    return (int) (((long) info.keys() + parts.pageKeys - 1) / parts.pageKeys);
  }

  /** The records of a page, of which the last may have fewer. */
  int keysOf(int page) {
    return Math.min(parts.pageKeys, info.keys() - page * parts.pageKeys);
  }

  long tablesAt() {
    return (long) length + Ed25519.SIGNATURE;
  }

  long directoryAt() {
    return tablesAt() + parts.tablesLength;
  }

  int directoryLength() {
    return Math.multiplyExact(pages(), SnapshotFormat.DIRECTORY_ENTRY);
  }

  long pageAt(int page) {
    long first = directoryAt() + (long) pages() * SnapshotFormat.DIRECTORY_ENTRY;
    return first + (long) page * parts.pageKeys * SnapshotFormat.RECORD;
  }

  long fileLength() {
    return pageAt(0) + (long) info.keys() * SnapshotFormat.RECORD;
  }

  /**
   * What is in a snapshot.
   *
   * @param scope whose keys
   * @param apiTypes the names of the types whose keys
   * @param keys how many
   */
  record Contents(SnapshotScope scope, List<String> apiTypes, int keys) {}

  /**
   * What the rest of a snapshot must be.
   *
   * @param pageKeys the number of records of a page
   * @param tablesLength the number of bytes of the tables
   * @param tablesSha256 their hash, in hexadecimal digits
   * @param directorySha256 the hash of the list of pages, in hexadecimal digits
   */
  record Parts(int pageKeys, int tablesLength, String tablesSha256, String directorySha256) {}
}

package io.latchkey;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A snapshot ready to be written, held in memory as a whole: what is signed must be what is
 * written, whatever changes in the index meanwhile.
 */
final class SnapshotImage {

  private static final Comparator<IndexEntry> BY_ID =
      Comparator.comparingLong(IndexEntry::idHigh).thenComparingLong(IndexEntry::idLow);

  private final SnapshotHeader header;
  private final List<byte[]> parts;

  private SnapshotImage(SnapshotHeader header, List<byte[]> parts) {
    this.header = header;
    this.parts = parts;
  }

  /** Makes a snapshot of entries, in whatever order they come. */
  static SnapshotImage of(
      List<IndexEntry> entries, SnapshotPosition position, Subject subject, SnapshotSigner signer) {
    IndexEntry[] sorted = entries.toArray(IndexEntry[]::new);
    Arrays.sort(sorted, BY_ID);
    SnapshotTablesOutput tables = new SnapshotTablesOutput();
    SnapshotOutput directory = new SnapshotOutput();
    List<byte[]> pages = new ArrayList<>();
    MessageDigest sha256 = SnapshotFormat.sha256();
    for (int from = 0; from < sorted.length; from += SnapshotFormat.PAGE_KEYS) {
      byte[] page = page(sorted, from, tables);
      directory.i64(sorted[from].idHigh()).i64(sorted[from].idLow()).bytes(sha256.digest(page));
      pages.add(page);
    }
    byte[] tableBytes = tables.toByteArray();
    byte[] directoryBytes = directory.toByteArray();
    byte[] signed =
        SnapshotHeader.write(
            signer.keyId(),
            position,
            new SnapshotHeader.Contents(subject.scope, subject.apiTypes, sorted.length),
            new SnapshotHeader.Parts(
                SnapshotFormat.PAGE_KEYS,
                tableBytes.length,
                hex(sha256.digest(tableBytes)),
                hex(sha256.digest(directoryBytes))));
    List<byte[]> parts =
        new ArrayList<>(List.of(signed, signer.sign(signed), tableBytes, directoryBytes));
    parts.addAll(pages);
    return new SnapshotImage(SnapshotHeader.read(signed), parts);
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] page(IndexEntry[] sorted, int from, SnapshotTablesOutput tables) {
    int to = Math.min(sorted.length, from + SnapshotFormat.PAGE_KEYS);
    ByteBuffer page = ByteBuffer.allocate((to - from) * SnapshotFormat.RECORD);
    for (int i = from; i < to; i++) {
      write(sorted[i], page, tables);
    }
    return page.array();
  }

  private static void write(IndexEntry entry, ByteBuffer page, SnapshotTablesOutput tables) {
    page.putLong(entry.idHigh()).putLong(entry.idLow());
    entry.writeDigest(page);
    KeyLife life = entry.life();
    page.putLong(life.endsAtMillis());
    page.putInt(tables.account(entry.account())).putInt(tables.partner(entry.partner()));
    page.putInt(tables.kind(entry.terms()));
    page.put((byte) SnapshotFormat.code(life.refusal()));
    page.put((byte) SnapshotFormat.code(life.end()));
    page.putShort((short) 0);
  }

  SnapshotInfo info() {
    return header.info();
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] part : parts) {
      out.write(part);
    }
    out.flush();
  }

  /**
   * What was asked for.
   *
   * @param scope whose keys
   * @param apiTypes the names of the types whose keys
   */
  record Subject(SnapshotScope scope, List<String> apiTypes) {}
}

package io.latchkey.examples.ownstore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Values as bytes. Text keeps every character: it is written in characters, not in a charset. */
final class Bytes {

  private Bytes() {}

  /** Writes values one behind the other. */
  static final class Out {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out number(long value) {
      bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
      return this;
    }

    Out instant(Instant value) {
      return number(value.toEpochMilli());
    }

    Out bytes(byte[] value) {
      number(value.length);
      bytes.writeBytes(value);
      return this;
    }

    Out text(String value) {
      ByteBuffer characters = ByteBuffer.allocate(value.length() * Character.BYTES);
      value.chars().forEach(c -> characters.putChar((char) c));
      return bytes(characters.array());
    }

    <T> Out list(Collection<T> values, Consumer<T> each) {
      number(values.size());
      values.forEach(each);
      return this;
    }

    <T> Out optional(Optional<T> value, Consumer<T> part) {
      return list(value.stream().toList(), part);
    }

    Out map(Map<String, String> values) {
      return list(values.entrySet(), entry -> text(entry.getKey()).text(entry.getValue()));
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }

  /** Reads values in the order in which they were written. */
  static final class In {

    private final ByteBuffer bytes;

    In(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    long number() {
      return bytes.getLong();
    }

    Instant instant() {
      return Instant.ofEpochMilli(number());
    }

    byte[] bytes() {
      byte[] value = new byte[(int) number()];
      bytes.get(value);
      return value;
    }

    String text() {
      return ByteBuffer.wrap(bytes()).asCharBuffer().toString();
    }

    <T> List<T> list(Supplier<T> each) {
      List<T> values = new ArrayList<>();
      for (long left = number(); left > 0; left--) {
        values.add(each.get());
      }
      return values;
    }

    <T> Optional<T> optional(Supplier<T> part) {
      return list(part).stream().findFirst();
    }

    SortedMap<String, String> map() {
      SortedMap<String, String> values = new TreeMap<>();
      for (long left = number(); left > 0; left--) {
        values.put(text(), text());
      }
      return values;
    }
  }
}

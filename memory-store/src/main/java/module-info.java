/** A store that keeps everything in this process: for tests and for applications of one process. */
module io.latchkey.memory {
  requires transitive io.latchkey;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.latchkey.memory;
}

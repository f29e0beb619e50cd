/** Examples: one {@code main} for each task. */
module io.latchkey.examples.quickstart {
  requires io.latchkey;
  requires io.latchkey.jdbc;
  requires io.latchkey.memory;
  requires com.zaxxer.hikari;
}

/** A store in the database that the host already runs, through its {@link javax.sql.DataSource}. */
module io.latchkey.jdbc {
  requires transitive io.latchkey;
  requires transitive java.sql;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports io.latchkey.jdbc;
}

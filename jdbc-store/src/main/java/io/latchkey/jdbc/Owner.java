package io.latchkey.jdbc;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.PartnerRecord;
import java.sql.SQLException;

/** Partners and accounts from columns: id, status, version, seal. */
final class Owner {

  private Owner() {}

  static PartnerRecord partner(Row row) throws SQLException {
    return partner(row.id(), row);
  }

  /** The same behind an id that stood elsewhere. */
  static PartnerRecord partner(String id, Row row) throws SQLException {
    PartnerRecord record = new PartnerRecord(id, row.id(), row.number());
    return record.withSeal(row.textOrNull());
  }

  static AccountRecord account(Row row) throws SQLException {
    return account(row.id(), row);
  }

  /** The same behind an id that stood elsewhere. */
  static AccountRecord account(String id, Row row) throws SQLException {
    AccountRecord record = new AccountRecord(id, row.id(), row.number());
    return record.withSeal(row.textOrNull());
  }
}

package io.latchkey.examples.devcenter.keys;

import io.latchkey.Permission;
import io.latchkey.PermissionExplanation;
import java.util.List;

/**
 * One permission of an API type, as it stands with a key.
 *
 * @param name the permission
 * @param held the key has it
 * @param required its source would give it today
 */
record PermissionLine(String name, boolean held, boolean required) {

  static List<PermissionLine> of(PermissionExplanation why) {
    return why.key().apiType().permissions().stream()
        .map(permission -> of(permission, why))
        .toList();
  }

  private static PermissionLine of(Permission permission, PermissionExplanation why) {
    return new PermissionLine(
        permission.name(),
        why.key().permissions().contains(permission),
        why.requiredToday().contains(permission));
  }
}

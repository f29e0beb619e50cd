package io.latchkey;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The permissions that a key gets, and where they come from.
 *
 * @param permissions what the key may do; within the type's universe
 * @param source the code kept with the key, see {@link PermissionSource}
 */
record Assignment(Set<Permission> permissions, String source) {

  List<String> names() {
    List<String> names = new ArrayList<>();
    permissions.forEach(permission -> names.add(permission.name()));
    return names;
  }
}

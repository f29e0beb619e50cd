package io.latchkey.examples.devcenter.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What to shoot at and with, as it was read from the standard input: keys are no arguments, which
 * every user of a machine can see.
 *
 * @param site the address
 * @param user on whose behalf
 * @param seconds for how long
 * @param threads with how many at once
 * @param victims how many of the keys, from the first on, may be revoked meanwhile
 * @param keys live keys
 * @param revoked revoked keys
 */
record Target(
    String site,
    String user,
    int seconds,
    int threads,
    int victims,
    List<String> keys,
    List<String> revoked) {

  static Target read(BufferedReader in) throws IOException {
    String[] head = in.readLine().split(" ", -1);
    List<String> keys = new ArrayList<>();
    List<String> revoked = new ArrayList<>();
    for (String line = in.readLine(); !line.equals("go"); line = in.readLine()) {
      (line.startsWith("+") ? keys : revoked).add(line.substring(1));
    }
    return new Target(
        head[0],
        head[1],
        Integer.parseInt(head[2]),
        Integer.parseInt(head[3]),
        Integer.parseInt(head[4]),
        keys,
        revoked);
  }
}

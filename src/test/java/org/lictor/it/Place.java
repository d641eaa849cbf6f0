package org.lictor.it;

import java.util.ArrayList;
import java.util.List;

/** Where a process runs: the address it has there, and what its command line begins with. */
record Place(String address, List<String> prefix) {
  static final Place LOOPBACK = new Place("127.0.0.1", List.of());

  List<String> command(List<String> line) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(line);
    return all;
  }
}

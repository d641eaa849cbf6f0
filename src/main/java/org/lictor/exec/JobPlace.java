package org.lictor.exec;

import java.util.Locale;

/** Where a job and what comes of it are: keys under a prefix and a session. */
record JobPlace(String prefix, String session) {
  String job() {
    return prefix + "/" + session + "/job";
  }

  String ack(String node) {
    return of(node) + "ack";
  }

  String exit(String node) {
    return of(node) + "exit";
  }

  /** The key of the output that follows {@code number} others. */
  String output(String node, int number) {
    return of(node) + "out/" + String.format(Locale.ROOT, "%05x", number);
  }

  private String of(String node) {
    return prefix + "/" + session + "/" + node + "/";
  }
}

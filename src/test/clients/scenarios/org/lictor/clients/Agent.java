package org.lictor.clients;

/** Where the agent answers HTTP. */
public record Agent(String host, int port) {
  /** Its URL, without a path. */
  public String url() {
    return "http://" + host + ":" + port;
  }
}

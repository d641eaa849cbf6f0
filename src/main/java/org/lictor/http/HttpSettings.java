package org.lictor.http;

import java.util.List;
import java.util.Map;

/**
 * What an operator may set about the HTTP API.
 *
 * @param headers added to every response
 * @param blocked prefixes of paths that are refused
 * @param indented whether JSON is laid out over lines even without {@code ?pretty}, as in
 *     development
 * @param kvMaxValueBytes the largest value of a key
 * @param txnMaxBytes the largest body of a transaction, unless a value may be larger
 * @param uiPath where {@code /} leads; empty when there is no UI
 */
public record HttpSettings(
    String datacenter,
    Map<String, String> headers,
    List<String> blocked,
    WriteAccess writeAccess,
    boolean indented,
    long kvMaxValueBytes,
    long txnMaxBytes,
    String uiPath) {
  public HttpSettings {
    headers = Map.copyOf(headers);
    blocked = List.copyOf(blocked);
  }

  /** Who may send anything but reads. */
  @FunctionalInterface
  public interface WriteAccess {
    /** Everybody. */
    WriteAccess ALL = address -> true;

    /** Whether a client at that IP address may write. */
    boolean admits(String address);
  }
}

package org.lictor.cli;

/** The flags that many commands share, with the variables that stand in for them. */
final class CommonFlags {
  private CommonFlags() {}

  static void client(FlagSet flags) {
    flags.value(
        "http-addr",
        "The `address` and port of the agent's HTTP API: host:port, http://host:port, https://host:port or unix:///path. The variables"
            + " LICTOR_HTTP_ADDR and CONSUL_HTTP_ADDR do the same; LICTOR_HTTP_SSL=true or CONSUL_HTTP_SSL=true asks for HTTPS."
            + " The default is http://127.0.0.1:8500.");
    flags.value(
        "token",
        "ACL token to send. Also LICTOR_HTTP_TOKEN or CONSUL_HTTP_TOKEN. Without one the agent's own token counts.");
    flags.value(
        "token-file",
        "File whose content is the ACL token to send; it wins over -token and all variables. Also LICTOR_HTTP_TOKEN_FILE or"
            + " CONSUL_HTTP_TOKEN_FILE.");
    flags.value(
        "ca-file",
        "File of CA certificates that vouch for the agent. Also LICTOR_CACERT or CONSUL_CACERT.");
    flags.value(
        "ca-path",
        "Directory of files of CA certificates that vouch for the agent. Also LICTOR_CAPATH or CONSUL_CAPATH.");
    flags.value(
        "client-cert",
        "File with the certificate to show to an agent that verifies its callers. Also LICTOR_CLIENT_CERT or CONSUL_CLIENT_CERT.");
    flags.value(
        "client-key",
        "File with the key of that certificate. Also LICTOR_CLIENT_KEY or CONSUL_CLIENT_KEY.");
    flags.value(
        "tls-server-name",
        "Name to expect in the agent's certificate and to send as SNI. Also LICTOR_TLS_SERVER_NAME or CONSUL_TLS_SERVER_NAME.");
  }

  static void server(FlagSet flags) {
    flags.value(
        "datacenter", "Name of the datacenter to ask. The default is that of the agent asked.");
    flags.toggle(
        "stale",
        "Let any server answer, not only the leader: quicker, and possible without a leader, but perhaps not the latest state. Reads only.");
  }
}

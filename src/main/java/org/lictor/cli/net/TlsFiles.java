package org.lictor.cli.net;

import org.jspecify.annotations.Nullable;

/**
 * What the user said about TLS; each is a path unless noted, null where nothing was said.
 *
 * @param serverName name to expect in the agent's certificate and to send as SNI
 * @param verify false to believe any certificate
 */
public record TlsFiles(
    @Nullable String caFile,
    @Nullable String caPath,
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String serverName,
    boolean verify) {}

package org.lictor.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who this agent is.
 *
 * @param name unique in the cluster
 * @param id the UUID (lower case) that the operator chose; otherwise the agent makes one and keeps
 *     it in the data directory
 * @param idFromHost whether to derive a made id from the host's own
 * @param datacenter lower case
 * @param primaryDatacenter the one that holds ACLs; this one if not set
 * @param dataDir where state is kept; absent only in dev mode, when nothing is
 * @param pidFile where to write the process id, in decimal, without a line end
 */
public record NodeSettings(
    String name,
    Optional<String> id,
    boolean idFromHost,
    Map<String, String> meta,
    String datacenter,
    String primaryDatacenter,
    Optional<Path> dataDir,
    Optional<Path> pidFile) {
  public NodeSettings {
    meta = Frozen.map(meta);
  }
}

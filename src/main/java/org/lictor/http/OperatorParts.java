package org.lictor.http;

import org.lictor.consensus.Peers;
import org.lictor.leader.ServerWatch;
import org.lictor.registrar.AutopilotWriter;
import org.lictor.registrar.ConfigWriter;

/** What the pages for those who run the servers work with. */
public record OperatorParts(
    Peers peers, ServerWatch servers, AutopilotWriter autopilot, ConfigWriter configuration) {}

package org.lictor.http;

import org.lictor.grid.Renewals;
import org.lictor.registrar.SessionWriter;

/** What the pages for sessions work with. */
public record SessionParts(SessionWriter writer, Renewals renewals) {}

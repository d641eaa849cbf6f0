package org.lictor.http;

import org.lictor.query.QueryExecutor;
import org.lictor.registrar.QueryWriter;

/** What the pages of prepared queries work with. */
public record QueryParts(QueryWriter writer, QueryExecutor executor) {}

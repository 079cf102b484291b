namespace GatewayKit.Planning;

/// <summary>The effect of a change of the configuration on recorded requests.</summary>
public sealed record PlanReport
{
    /// <summary>The number of requests.</summary>
    public long Requests { get; init; }

    /// <summary>The number of requests that the change affects.</summary>
    public long Changed { get; init; }

    /// <summary>The number of requests that a known consumer sent.</summary>
    public long WithConsumer { get; init; }

    /// <summary>The number of requests without a known caller. They are decided as requests without credentials.</summary>
    public long WithoutCaller { get; init; }

    /// <summary>
    /// The number of those in <see cref="WithoutCaller"/> that the earlier configuration would reject but that were answered: they had
    /// credentials that the record doesn't have. For these, authentication is assumed to succeed, without the plugins of consumers and
    /// groups.
    /// </summary>
    public long WithHiddenCaller { get; init; }

    /// <summary>The number of requests whose recorded status isn't the one with which the earlier configuration itself rejects them. Their
    /// records don't fit the configuration, for example because of another host or scheme.</summary>
    public long Contradicted { get; init; }

    /// <summary>The changes, the worst first, and those with the most requests first.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    /// <summary>The number of requests in changes that aren't listed, because there are too many different ones.</summary>
    public long Unlisted { get; init; }

    /// <summary>The kinds of all changes, including those that aren't listed.</summary>
    public IReadOnlySet<ChangeKind> Kinds { get; init; } = new HashSet<ChangeKind>();

    /// <summary>The headers that routes match by and that some records don't have; they were decided as if absent.</summary>
    public IReadOnlyList<string> UnrecordedHeaders { get; init; } = [];

    /// <summary>The query parameters that routes match by and that some records of a sample don't have; they were decided as if
    /// absent.</summary>
    public IReadOnlyList<string> UnrecordedParameters { get; init; } = [];

    /// <summary>The names of settings of the gateway as a whole that differ, such as <c>problems</c>. Only their effect on the matching of
    /// requests is decided for each request.</summary>
    public IReadOnlyList<string> OtherSettings { get; init; } = [];

    /// <summary>Whether no request is affected and no setting of the gateway as a whole differs.</summary>
    public bool IsUnchanged => Changed == 0 && OtherSettings.Count == 0;
}

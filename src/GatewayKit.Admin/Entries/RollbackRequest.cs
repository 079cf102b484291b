namespace GatewayKit.Admin.Entries;

/// <summary>A request to write the content of an earlier revision as a new one.</summary>
internal sealed record RollbackRequest
{
    /// <summary>The number of the latest revision that the caller knows: a later one is a conflict. Default: the latest one.</summary>
    public long? BasedOn { get; init; }

    /// <summary>The reason, up to 2,000 characters. Default: a text with the number of the earlier revision.</summary>
    public string? Message { get; init; }
}

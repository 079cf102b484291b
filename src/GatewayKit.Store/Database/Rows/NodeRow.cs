namespace GatewayKit.Store.Database.Rows;

/// <summary>The report of a node.</summary>
internal sealed class NodeRow
{
    public required string Name { get; init; }

    public long Running { get; set; }

    public long Latest { get; set; }

    /// <summary>The errors as JSON.</summary>
    public required string Errors { get; set; }

    public DateTime Time { get; set; }
}

namespace GatewayKit.Store.Database.Rows;

/// <summary>A run of a node that writes statistics.</summary>
internal sealed class UsageWriterRow
{
    /// <summary>A random number.</summary>
    public long Id { get; init; }

    /// <summary>The name of the node.</summary>
    public required string Node { get; init; }

    /// <summary>The number of the last batch that was written.</summary>
    public long Sequence { get; set; }

    /// <summary>The number of the last batch that is part of the hours.</summary>
    public long Rolled { get; set; }

    /// <summary>The time of the last batch.</summary>
    public DateTime Time { get; set; }
}

namespace GatewayKit.Store.Database.Rows;

/// <summary>The only row of the table of the history.</summary>
internal sealed class HistoryRow
{
    /// <summary>The id of the only row.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>The oldest revision that can be read. It only grows.</summary>
    public long Oldest { get; set; }
}

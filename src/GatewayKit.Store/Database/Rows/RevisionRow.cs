namespace GatewayKit.Store.Database.Rows;

/// <summary>A row of the table of revisions.</summary>
internal sealed class RevisionRow
{
    public long Number { get; init; }

    public DateTime Time { get; init; }

    public required string Author { get; init; }

    public required string Message { get; init; }
}

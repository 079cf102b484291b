namespace GatewayKit.Store.Database.Rows;

/// <summary>A change of an entry: its content from a revision on. The rows never change, and only those before the oldest revision are
/// deleted, so that every later one can be read.</summary>
internal sealed class ChangeRow
{
    public long Revision { get; init; }

    /// <summary>The normalized key.</summary>
    public required string Key { get; init; }

    public required string Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>The revision of the content before; 0 if the entry is new.</summary>
    public long Previous { get; init; }

    /// <summary>The encrypted content; null if the entry was deleted.</summary>
    public byte[]? Content { get; init; }

    /// <summary>The labels as JSON.</summary>
    public required string Labels { get; init; }

    /// <summary>The JSON Pointers of values that are secret, as JSON; null for none.</summary>
    public string? Secrets { get; init; }

    public int Position { get; init; }
}

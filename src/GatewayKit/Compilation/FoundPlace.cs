namespace GatewayKit.Compilation;

/// <summary>The position that a caller's entry finds on a route.</summary>
/// <param name="Entry">The entry that it replaces; null if it doesn't replace an entry.</param>
/// <param name="Route">A route with this position.</param>
internal readonly record struct FoundPlace(PlacedEntry? Entry, string? Route)
{
    /// <summary>Returns the entry with the stage that it gets here.</summary>
    public PlacedEntry Take(CompiledEntry entry) => Entry is { } replaced ? replaced.ReplacedBy(entry) : PlacedEntry.Of(entry);
}

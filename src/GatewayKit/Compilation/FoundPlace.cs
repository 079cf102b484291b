namespace GatewayKit.Compilation;

/// <summary>What a caller's entry finds on a route.</summary>
/// <param name="Entry">The entry that it replaces; null if it replaces none.</param>
/// <param name="Route">A route on which it does.</param>
internal readonly record struct FoundPlace(PlacedEntry? Entry, string? Route)
{
    /// <summary>The place that <paramref name="entry"/> takes here.</summary>
    public PlacedEntry Take(CompiledEntry entry) => Entry is { } replaced ? replaced.ReplacedBy(entry) : PlacedEntry.Of(entry);
}

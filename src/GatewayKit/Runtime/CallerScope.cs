namespace GatewayKit.Runtime;

/// <summary>The entries that a caller adds to a route: of its groups in its own order, then its own. Shared by callers alike.</summary>
internal sealed class CallerScope(IReadOnlyList<CompiledEntry> entries)
{
    public IReadOnlyList<CompiledEntry> Entries { get; } = entries;
}

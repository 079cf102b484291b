namespace GatewayKit.Compilation;

/// <summary>The entries that a caller adds to a route: of its groups in its own order, then its own. Shared by callers alike.</summary>
/// <param name="entries">The entries.</param>
/// <param name="isKept">Whether it is the same object for every such caller; otherwise it is made for one exchange.</param>
internal sealed class CallerScope(IReadOnlyList<CompiledEntry> entries, bool isKept = true)
{
    public IReadOnlyList<CompiledEntry> Entries { get; } = entries;

    public bool IsKept { get; } = isKept;
}

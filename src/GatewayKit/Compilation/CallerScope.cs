namespace GatewayKit.Compilation;

/// <summary>The entries that a caller adds to a route: those of its groups in its order, then its own. Shared by equal callers.</summary>
/// <param name="entries">The entries.</param>
/// <param name="isKept">Whether all equal callers share this object; if not, it belongs to one exchange.</param>
internal sealed class CallerScope(IReadOnlyList<CompiledEntry> entries, bool isKept = true)
{
    public IReadOnlyList<CompiledEntry> Entries { get; } = entries;

    public bool IsKept { get; } = isKept;
}

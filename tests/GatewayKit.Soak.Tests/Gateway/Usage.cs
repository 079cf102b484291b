namespace GatewayKit.Soak.Gateway;

/// <summary>The resources of a process.</summary>
/// <param name="Memory">The working set in bytes.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Handles">The number of open handles.</param>
internal sealed record Usage(long Memory, int Threads, int Handles)
{
    /// <summary>The least of each.</summary>
    public static Usage LeastOf(IEnumerable<Usage> usages)
        => usages.Aggregate(
            (a, b) => new Usage(Math.Min(a.Memory, b.Memory), Math.Min(a.Threads, b.Threads), Math.Min(a.Handles, b.Handles)));

    public override string ToString() => $"{Memory / 1_000_000} MB, {Threads} threads, {Handles} handles";
}

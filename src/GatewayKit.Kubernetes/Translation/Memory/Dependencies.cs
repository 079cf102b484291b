namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>Everything that a result was computed from.</summary>
/// <param name="reads">The resources.</param>
/// <param name="maps">The maps that were read as a whole.</param>
/// <param name="nodes">The results of other parts.</param>
/// <param name="hasFailed">Whether an exception has ended the part before it had read everything.</param>
internal sealed class Dependencies(ResourceRead[] reads, ResourceSource[] maps, MemoNode[] nodes, bool hasFailed)
{
    public static readonly Dependencies None = new([], [], [], false);

    public ReadOnlySpan<ResourceRead> Reads => reads;

    /// <summary>Returns whether any of them differs from what it was in the round before.</summary>
    /// <param name="memo">The memo with the new state.</param>
    /// <param name="checkedAt">The round before.</param>
    public bool HaveChanged(TranslationMemo memo, long checkedAt)
    {
        if (hasFailed)
            return true;

        foreach (var map in maps)
        {
            if (memo.HasChanged(map))
                return true;
        }

        foreach (var read in reads)
        {
            if (memo.HasChanged(read.Source) && !read.Source.AreSame(read.Value, read.Source.Read(memo.State, read.Name)))
                return true;
        }

        foreach (var node in nodes)
        {
            if (!node.TryRefresh(memo) || node.ChangedAt > checkedAt)
                return true;
        }

        return false;
    }
}

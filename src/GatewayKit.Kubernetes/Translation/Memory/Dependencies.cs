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

    public bool HasFailed => hasFailed;

    /// <summary>Returns whether any of them differs from what it was in an earlier round.</summary>
    /// <param name="memo">The memo with the new state.</param>
    /// <param name="checkedAt">The earlier round.</param>
    public bool HaveChanged(TranslationMemo memo, long checkedAt)
    {
        if (hasFailed)
            return true;

        foreach (var map in maps)
        {
            if (memo.HasChanged(map, checkedAt))
                return true;
        }

        foreach (var read in reads)
        {
            if (memo.HasChanged(read.Source, checkedAt) && !read.Source.AreSame(read.Value, read.Source.Read(memo.State, read.Name)))
                return true;
        }

        foreach (var node in nodes)
        {
            if (!node.TryRefresh(memo) || node.ChangedAt > checkedAt)
                return true;
        }

        return false;
    }

    /// <summary>Lets a result be marked when any of them may have changed.</summary>
    public void Register(MemoNode reader, TranslationMemo memo)
    {
        foreach (var map in maps)
            memo.ReadersOf(map).Add(reader);
        foreach (var read in reads)
            memo.ReadersOf(read.Source).Add(read.Name, reader);
        foreach (var node in nodes)
            node.AddReader(reader);
    }

    /// <summary>Undoes <see cref="Register"/>.</summary>
    public void Unregister(MemoNode reader, TranslationMemo memo)
    {
        foreach (var map in maps)
            memo.ReadersOf(map).Remove(reader);
        foreach (var read in reads)
            memo.ReadersOf(read.Source).Remove(read.Name, reader);
        foreach (var node in nodes)
        {
            node.RemoveReader(reader);
            if (!node.HasReaders)
                memo.MayBeUnused(node);
        }
    }
}

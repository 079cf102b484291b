using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The results that were computed from the resources of a map, by resource.</summary>
/// <param name="source">The map.</param>
internal sealed class ResourceReaders(ResourceSource source)
{
    /// <summary>The number of entries whose comparison costs about as much as a lookup.</summary>
    private const int LookupCost = 4;

    private readonly Dictionary<ResourceName, NodeSet> _ofNames = [];
    private NodeSet _ofAll;

    public void Clear()
    {
        _ofNames.Clear();
        _ofAll = default;
    }

    public void Add(ResourceName name, MemoNode reader)
        => CollectionsMarshal.GetValueRefOrAddDefault(_ofNames, name, out _).Add(reader);

    public void Remove(ResourceName name, MemoNode reader)
    {
        ref var readers = ref CollectionsMarshal.GetValueRefOrNullRef(_ofNames, name);
        if (Unsafe.IsNullRef(ref readers))
            return;

        readers.Remove(reader);
        if (readers.IsEmpty)
            _ofNames.Remove(name);
    }

    /// <summary>Adds a result that was computed from the whole map.</summary>
    public void Add(MemoNode reader) => _ofAll.Add(reader);

    public void Remove(MemoNode reader) => _ofAll.Remove(reader);

    /// <summary>Marks the results that were computed from a resource that differs in two states.</summary>
    public void Doubt(ClusterState before, ClusterState now)
    {
        _ofAll.Doubt();
        if (_ofNames.Count * LookupCost < source.Count(before))
        {
            // Most resources aren't read: a cluster can have thousands of Secrets.
            foreach (var (name, readers) in _ofNames)
            {
                if (!ReferenceEquals(source.Read(before, name), source.Read(now, name)))
                    readers.Doubt();
            }

            return;
        }

        foreach (var name in source.Differences(before, now))
        {
            if (_ofNames.TryGetValue(name, out var readers))
                readers.Doubt();
        }
    }
}

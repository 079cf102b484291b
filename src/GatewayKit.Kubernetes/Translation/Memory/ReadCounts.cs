using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation.Memory;

/// <summary>The resources of a map that results were computed from.</summary>
internal sealed class ReadCounts(ResourceSource source)
{
    private readonly Dictionary<ResourceName, int> _counts = [];

    /// <summary>The names of the resources, also of those that don't exist.</summary>
    public ImmutableHashSet<ResourceName> Names { get; private set; } = [];

    public void Clear()
    {
        _counts.Clear();
        Names = [];
    }

    public void Replace(Dependencies before, Dependencies now)
    {
        foreach (var read in now.Reads)
        {
            if (ReferenceEquals(read.Source, source) && Add(read.Name, 1) == 1)
                Names = Names.Add(read.Name);
        }

        foreach (var read in before.Reads)
        {
            if (!ReferenceEquals(read.Source, source) || Add(read.Name, -1) > 0)
                continue;

            _counts.Remove(read.Name);
            Names = Names.Remove(read.Name);
        }
    }

    private int Add(ResourceName name, int count) => _counts[name] = _counts.GetValueOrDefault(name) + count;
}

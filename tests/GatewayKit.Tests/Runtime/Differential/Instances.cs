using System.Collections.Concurrent;

namespace GatewayKit.Tests.Runtime.Differential;

/// <summary>The plugin instances of a host: which exist, and what they did that they must not do.</summary>
public sealed class Instances
{
    private readonly ConcurrentDictionary<object, int> _disposals = new(ReferenceEqualityComparer.Instance);

    public ConcurrentQueue<string> Faults { get; } = new();

    public int Created => _disposals.Count;

    public int Alive => _disposals.Count(instance => instance.Value == 0);

    public void Create(object plugin) => _disposals[plugin] = 0;

    public void Use(object plugin)
    {
        if (_disposals[plugin] > 0)
            Faults.Enqueue($"{plugin} runs after its disposal.");
    }

    public void Dispose(object plugin)
    {
        if (_disposals.AddOrUpdate(plugin, 1, (_, count) => count + 1) > 1)
            Faults.Enqueue($"{plugin} is disposed twice.");
    }
}

using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The resources whose statuses are to be compared, each once.</summary>
internal sealed class PendingOwners : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ResourceOwner> _owners = [];
    private readonly SemaphoreSlim _added = new(0, 1);

    public void Add(IEnumerable<ResourceOwner> owners)
    {
        lock (_lock)
            _owners.UnionWith(owners);
        try
        {
            _added.Release();
        }
        catch (SemaphoreFullException)
        {
            // The reader will see these, too.
        }
    }

    /// <summary>Waits for resources, and takes some of them: GatewayClasses, Gateways and ListenerSets before routes.</summary>
    public async Task<IReadOnlyList<ResourceOwner>> TakeAsync(int most, CancellationToken cancellation)
    {
        while (true)
        {
            var taken = Take(most);
            if (taken.Length > 0)
                return taken;
            await _added.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _added.Dispose();

    private ResourceOwner[] Take(int most)
    {
        lock (_lock)
        {
            var taken = _owners.Count <= most
                ? [.. _owners.OrderBy(Rank)]
                : _owners.Where(owner => Rank(owner) == 0).Concat(_owners.Where(owner => Rank(owner) > 0)).Take(most).ToArray();
            _owners.ExceptWith(taken);
            return taken;
        }
    }

    private static int Rank(ResourceOwner owner)
        => owner.Kind is ResourceKind.GatewayClass or ResourceKind.Gateway or ResourceKind.ListenerSet ? 0 : 1;
}

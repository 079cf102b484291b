using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The resources whose statuses are to be compared, each once, and by one worker at a time.</summary>
internal sealed class PendingOwners : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<ResourceOwner> _owners = [];
    private readonly HashSet<ResourceOwner> _taken = [];
    private readonly Queue<ResourceOwner> _first = [];
    private readonly Queue<ResourceOwner> _others = [];
    private readonly SemaphoreSlim _queued = new(0);

    public void Add(params IEnumerable<ResourceOwner> owners)
    {
        lock (_lock)
        {
            foreach (var owner in owners)
            {
                if (_owners.Add(owner) && !_taken.Contains(owner))
                    Queue(owner);
            }
        }
    }

    /// <summary>Waits for a resource, and takes it: GatewayClasses, Gateways and ListenerSets before routes.</summary>
    public async Task<ResourceOwner> TakeAsync(CancellationToken cancellation)
    {
        await _queued.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_lock)
        {
            var owner = (_first.Count > 0 ? _first : _others).Dequeue();
            _owners.Remove(owner);
            _taken.Add(owner);
            return owner;
        }
    }

    /// <summary>Returns a resource that was taken. If it was added meanwhile, it is compared again.</summary>
    public void Return(ResourceOwner owner)
    {
        lock (_lock)
        {
            _taken.Remove(owner);
            if (_owners.Contains(owner))
                Queue(owner);
        }
    }

    public void Dispose() => _queued.Dispose();

    private void Queue(ResourceOwner owner)
    {
        var isFirst = owner.Kind is ResourceKind.GatewayClass or ResourceKind.Gateway or ResourceKind.ListenerSet;
        (isFirst ? _first : _others).Enqueue(owner);
        _queued.Release();
    }
}

using System.Collections.Concurrent;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The resources whose statuses wait before they are compared again. Others are written meanwhile.</summary>
internal sealed class PostponedOwners(PendingOwners pending, TimeProvider time, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<ResourceOwner, Task> _waits = [];

    public bool Contains(ResourceOwner owner) => _waits.ContainsKey(owner);

    public void Add(ResourceOwner owner, TimeSpan wait)
    {
        var over = Task.Delay(wait, time, cancellation);
        if (_waits.TryAdd(owner, over))
            _ = ReturnAsync(owner, over);
    }

    private async Task ReturnAsync(ResourceOwner owner, Task over)
    {
        await over.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waits.TryRemove(owner, out _);
        if (!cancellation.IsCancellationRequested)
            pending.Add(owner);
    }
}

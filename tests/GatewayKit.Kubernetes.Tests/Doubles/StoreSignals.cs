using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Watching;

namespace GatewayKit.Kubernetes.Tests.Doubles;

/// <summary>Remembers whether stores have changed.</summary>
internal sealed class StoreSignals : IStoreChanges
{
    private int _isChanged;

    public void Changed() => Volatile.Write(ref _isChanged, 1);

    public void StatusChanged(ResourceKind kind, ResourceName? name)
    {
    }

    public bool TakeChange() => Interlocked.Exchange(ref _isChanged, 0) == 1;
}

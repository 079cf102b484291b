using System.Runtime.CompilerServices;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy.Balancing;

/// <summary>The destinations that sessions can use: the available ones, and those that are drained. They are found by YARP's list of the
/// available ones.</summary>
internal sealed class SessionDestinations
{
    private readonly ConditionalWeakTable<IReadOnlyList<DestinationState>, IReadOnlyList<DestinationState>> _all = [];
    private volatile bool _isUsed;

    public void Add(IReadOnlyList<DestinationState> available, IReadOnlyList<DestinationState> all)
    {
        _isUsed = true;
        _all.AddOrUpdate(available, all);
    }

    public IReadOnlyList<DestinationState> Of(IReadOnlyList<DestinationState> available)
        => _isUsed && _all.TryGetValue(available, out var all) ? all : available;
}

using System.Collections.Immutable;
using System.Net;
using GatewayKit.Kubernetes.Resources.GatewayApi;

namespace GatewayKit.Kubernetes.Translation.Gateways;

/// <summary>The addresses and ports of a Gateway.</summary>
internal sealed record Placement
{
    /// <summary>The addresses of its status.</summary>
    public ImmutableArray<GatewayAddress> Addresses { get; init; } = [];

    /// <summary>The address that listeners are bound to; null for all addresses of the machine.</summary>
    public IPAddress? Bind { get; init; }

    /// <summary>The port of the pod of each port of a listener; null if they are the same.</summary>
    public ImmutableSortedDictionary<int, int>? PodPorts { get; init; }

    /// <summary>Whether listeners can be bound.</summary>
    public bool CanBind { get; init; } = true;

    /// <summary>Why it can't be accepted.</summary>
    public Problem? Rejection { get; init; }

    /// <summary>Why clients can't reach it.</summary>
    public Problem? Unprogrammed { get; init; }

    /// <summary>The Service that it needs.</summary>
    public GatewayService? Service { get; init; }

    /// <summary>Returns the port to bind for a listener's port, or null if there is none yet.</summary>
    public int? BindPort(int port) => !CanBind ? null : PodPorts is null ? port : PodPorts.TryGetValue(port, out var own) ? own : null;
}

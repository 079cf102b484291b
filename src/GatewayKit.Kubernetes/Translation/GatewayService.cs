using System.Collections.Immutable;
using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Translation;

/// <summary>The Service that clients reach a Gateway by. It can be in another namespace than the Gateway, and then the Gateway can't be its
/// owner: the labels tell whose it is.</summary>
internal sealed record GatewayService
{
    public required ResourceName Gateway { get; init; }

    public required string GatewayUid { get; init; }

    public required ResourceName Name { get; init; }

    /// <summary><c>LoadBalancer</c>, <c>NodePort</c> or <c>ClusterIP</c>.</summary>
    public string Type { get; init; } = "LoadBalancer";

    /// <summary>The pod's port of each port of a listener.</summary>
    public required ImmutableSortedDictionary<int, int> Ports { get; init; }

    /// <summary>The labels, with those that name the Gateway.</summary>
    public ImmutableDictionary<string, string> Labels { get; init; } = [];

    public ImmutableDictionary<string, string> Annotations { get; init; } = [];

    /// <summary>The addresses that the Gateway asks for.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];
}

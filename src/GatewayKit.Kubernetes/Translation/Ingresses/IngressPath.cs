using GatewayKit.Configuration.Matching;
using k8s.Models;

namespace GatewayKit.Kubernetes.Translation.Ingresses;

/// <summary>A path of an Ingress with its backend.</summary>
internal sealed record IngressPath
{
    /// <summary>The id within the Ingress: the indexes of the rule and the path, or <c>default</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The index of the rule.</summary>
    public int Rule { get; init; }

    /// <summary>The host in lower case; null for any.</summary>
    public string? Host { get; init; }

    public PathCondition Path { get; init; } = PathCondition.Any;

    /// <summary>Whether the path is for requests that no other path matches.</summary>
    public bool IsDefault { get; init; }

    public required V1IngressBackend? Backend { get; init; }

    /// <summary>What an Ingress with the same host and path would have, too.</summary>
    public IngressPathKey Key => new(Host, Path.Kind, Path.Value, IsDefault);
}

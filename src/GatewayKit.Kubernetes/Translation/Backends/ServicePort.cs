using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.Translation.Backends;

/// <summary>A port of a Service with its endpoints.</summary>
internal sealed record ServicePort
{
    /// <summary>Why the port can't be used; null if it can.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The <c>appProtocol</c>; null if it has none.</summary>
    public string? AppProtocol { get; init; }

    /// <summary>The name outside of the cluster of a Service of the type <c>ExternalName</c>; null for others.</summary>
    public string? ExternalName { get; init; }

    /// <summary>The addresses with ports of the endpoints that get requests, such as <c>10.0.0.7:8080</c>, in order.</summary>
    public ImmutableArray<string> Endpoints { get; init; } = [];

    public bool Equals(ServicePort? other)
        => other is not null && Problem == other.Problem && Name == other.Name && AppProtocol == other.AppProtocol
            && ExternalName == other.ExternalName && Endpoints.AsSpan().SequenceEqual(other.Endpoints.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, AppProtocol, ExternalName, Endpoints.Length);
}

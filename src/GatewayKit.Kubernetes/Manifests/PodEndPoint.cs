using System.Net;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>An endpoint of the server of pods. It has no socket: the sockets of ports pass their connections to it.</summary>
/// <param name="kind">The protocols of its connections.</param>
internal sealed class PodEndPoint(PodKind kind) : EndPoint
{
    public PodKind Kind => kind;

    public override string ToString() => $"pods://{kind}";
}

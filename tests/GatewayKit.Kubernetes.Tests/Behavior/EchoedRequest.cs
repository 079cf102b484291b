namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>A request as a backend got it.</summary>
internal sealed record EchoedRequest(
    string Protocol, string Method, string Target, string Host, IReadOnlyDictionary<string, string> Headers);

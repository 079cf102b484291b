namespace GatewayKit.Proxy.Upstream;

/// <summary>Thrown when the upstream's response is ambiguous, or can't be forwarded without loss.</summary>
internal sealed class InvalidResponseException(string message) : Exception(message);

namespace GatewayKit.Proxy.Upstream;

/// <summary>The upstream's response can be read in more than one way, or not passed on without a loss.</summary>
internal sealed class InvalidResponseException(string message) : Exception(message);

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Thrown when an origin selects HTTP/2 in the TLS handshake, so that only the HTTP client can send the request.</summary>
internal sealed class Http2OriginException(UpstreamOrigin origin) : Exception($"{origin} selected HTTP/2.");

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
public sealed record ClientCredentials : TokenClient;

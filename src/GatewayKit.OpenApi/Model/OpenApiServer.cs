namespace GatewayKit.OpenApi;

/// <summary>A server of an API (OpenAPI 3.1, section 4.8.5).</summary>
/// <param name="Url">The URL as written, with the default values of its variables. It may be relative.</param>
/// <param name="BasePath">The path that precedes every operation's path, without a trailing slash; empty for the root.</param>
public sealed record OpenApiServer(string Url, string BasePath);

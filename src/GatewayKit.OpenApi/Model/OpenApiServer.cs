namespace GatewayKit.OpenApi;

/// <summary>A place where an API is served (OpenAPI 3.1, section 4.8.5).</summary>
/// <param name="Url">The URL as written, with its variables' default values put in. It may be relative.</param>
/// <param name="BasePath">The path in it that stands before every operation's path, without a slash at the end; empty for the root.</param>
public sealed record OpenApiServer(string Url, string BasePath);

namespace GatewayKit.OpenApi;

/// <summary>Schemes that must be satisfied together. Empty: no credentials are needed.</summary>
/// <param name="Schemes">The schemes, each with the scopes that it asks for.</param>
public sealed record OpenApiSecurityRequirement(IReadOnlyList<KeyValuePair<OpenApiSecurityScheme, IReadOnlyList<string>>> Schemes);

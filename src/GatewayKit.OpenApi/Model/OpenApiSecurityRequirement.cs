namespace GatewayKit.OpenApi;

/// <summary>Schemes that must be satisfied together. Empty if no credentials are needed.</summary>
/// <param name="Schemes">The schemes, each with its required scopes.</param>
public sealed record OpenApiSecurityRequirement(IReadOnlyList<KeyValuePair<OpenApiSecurityScheme, IReadOnlyList<string>>> Schemes);

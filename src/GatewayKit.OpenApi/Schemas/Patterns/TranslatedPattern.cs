namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>A pattern of .NET, and whether it can only be matched by backtracking.</summary>
internal readonly record struct TranslatedPattern(string Pattern, bool Backtracks);

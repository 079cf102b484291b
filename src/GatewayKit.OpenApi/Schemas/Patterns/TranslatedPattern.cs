namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>A pattern of .NET.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Backtracks">Whether it can only be matched by backtracking.</param>
/// <param name="Extension">What is in it that ECMA-262 doesn't know, read as other languages have it; null for nothing.</param>
internal readonly record struct TranslatedPattern(string Pattern, bool Backtracks, string? Extension = null);

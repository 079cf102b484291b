namespace GatewayKit.OpenApi.Schemas.Patterns;

/// <summary>A pattern of .NET.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Backtracks">Whether it can only be matched by backtracking.</param>
/// <param name="Size">How many characters, classes and assertions there are when repetitions are written out: what a match costs at worst for each character
/// of a text.</param>
/// <param name="Extension">What is in it that ECMA-262 doesn't know, read as other languages have it; null for nothing.</param>
internal readonly record struct TranslatedPattern(string Pattern, bool Backtracks, long Size, string? Extension = null);

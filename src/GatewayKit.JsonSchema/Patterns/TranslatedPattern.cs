namespace GatewayKit.JsonSchema.Patterns;

/// <summary>A .NET pattern.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Backtracks">Whether matching requires backtracking.</param>
/// <param name="Size">The number of characters, classes and assertions after expanding repetitions: the worst-case cost of a match for each
/// character of a text.</param>
/// <param name="Extension">The extension of another language in the pattern; <c>null</c> without one.</param>
internal readonly record struct TranslatedPattern(string Pattern, bool Backtracks, long Size, string? Extension = null);

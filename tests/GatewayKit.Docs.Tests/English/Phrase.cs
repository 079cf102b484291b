using System.Text.RegularExpressions;

namespace GatewayKit.Docs.English;

/// <summary>A phrase that isn't plain English.</summary>
/// <param name="Pattern">A regular expression that finds it. Case doesn't matter.</param>
/// <param name="Example">A text that contains it.</param>
/// <param name="Instead">The words to use instead.</param>
internal sealed record Phrase(string Pattern, string Example, string Instead)
{
    private readonly Regex _pattern = new(Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Returns the phrase as it is in a text; <c>null</c> if the text doesn't contain it.</summary>
    public string? FindIn(string text) => _pattern.Match(text) is { Success: true } match ? match.Value.Trim() : null;
}

using GatewayKit.Portal.Content;

namespace GatewayKit.Portal.Searching;

/// <summary>An API, or an operation of it, that a search can find.</summary>
/// <param name="Api">The API.</param>
/// <param name="Version">The version of the operation; null for the API itself.</param>
/// <param name="Operation">The operation; null for the API itself.</param>
/// <param name="Title">The title.</param>
/// <param name="Text">The other texts.</param>
internal sealed record SearchEntry(ApiEntry Api, VersionEntry? Version, OperationEntry? Operation, string Title, string Text)
{
    /// <summary>Returns how well the entry fits; 0 if a word is missing. Words in the title count more, and APIs more than
    /// operations.</summary>
    public int ScoreOf(IReadOnlyList<string> words)
    {
        var score = Operation is null ? 1 : 0;
        foreach (var word in words)
        {
            var points = Title.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 12
                : Title.Contains(word, StringComparison.OrdinalIgnoreCase) ? 8
                : Text.Contains(word, StringComparison.OrdinalIgnoreCase) ? 2
                : 0;
            if (points == 0)
                return 0;

            score += points;
        }

        return score;
    }
}

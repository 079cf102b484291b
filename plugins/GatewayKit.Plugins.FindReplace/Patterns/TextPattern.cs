using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.FindReplace.Patterns;

/// <summary>A regular expression and the text that replaces its matches.</summary>
internal sealed class TextPattern
{
    // Clients and upstreams write the text to match: without backtracking, each search takes linear time.
    private const RegexOptions Bounded = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline;

    private readonly Regex _pattern;
    private readonly Regex _followed;
    private readonly Substitution _substitution;

    /// <param name="pattern">The pattern.</param>
    /// <param name="substitution">The text that replaces its matches.</param>
    public TextPattern(Regex pattern, Substitution substitution)
    {
        (_pattern, _substitution) = (pattern, substitution);
        _followed = new Regex($@"(?:{pattern})[\s\S]", pattern.Options);
    }

    /// <summary>Creates the pattern that finds a text literally.</summary>
    public static TextPattern Literal(string text, bool ignoresCase, string replacement)
    {
        var pattern = new StringBuilder();
        foreach (var character in text)
        {
            if (ignoresCase && char.IsAsciiLetter(character))
                pattern.Append('[').Append(char.ToLowerInvariant(character)).Append(char.ToUpperInvariant(character)).Append(']');
            else
                pattern.Append(Regex.Escape(character.ToString()));
        }

        return new TextPattern(new Regex(pattern.ToString(), Bounded), Substitution.Constant(replacement));
    }

    /// <summary>Compiles a pattern.</summary>
    /// <returns><c>null</c> if it isn't valid.</returns>
    public static Regex? Parse(string pattern, bool ignoresCase, out string problem)
    {
        problem = "";
        try
        {
            var regex = new Regex(pattern, Bounded | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None));
            if (PatternSyntax.Unsupported(pattern) is { } unsupported)
                problem = unsupported;
            else if (PatternSyntax.MatchesEmptyText(regex))
                problem = "matches an empty text; it must match at least a character";
            else
                return regex;
        }
        catch (ArgumentException error)
        {
            problem = $"isn't a valid regular expression: {error.Message.TrimEnd('.')}";
        }
        catch (NotSupportedException)
        {
            problem = "has lookaround, back references or the like, or is too large; it must be matchable in linear time";
        }

        return null;
    }

    /// <summary>Returns the position of the first candidate; -1 if there is none.</summary>
    public int Find(ReadOnlySpan<char> text, int start)
    {
        foreach (var match in _pattern.EnumerateMatches(text, start))
            return match.Index;
        return -1;
    }

    /// <summary>Returns the length of the match at a position; 0 if there is none.</summary>
    /// <param name="text">The text that decides about the match.</param>
    /// <param name="position">The position.</param>
    /// <param name="isCut">Whether the text continues. The end of the text isn't the end of a line or a word then: its last character only
    /// decides about the end of the match.</param>
    public int LengthAt(ReadOnlySpan<char> text, int position, bool isCut)
    {
        foreach (var match in (isCut ? _followed : _pattern).EnumerateMatches(text, position))
            return match.Index == position ? match.Length - (isCut ? 1 : 0) : 0;
        return 0;
    }

    /// <summary>Writes the text that replaces a match.</summary>
    /// <param name="text">The text that decided about the match.</param>
    /// <param name="position">The position of the match.</param>
    /// <param name="length">The length of the match.</param>
    /// <param name="isCut">Whether the text continues.</param>
    /// <param name="output">Receives the text.</param>
    public void Replace(ReadOnlySpan<char> text, int position, int length, bool isCut, EncoderOutput output)
    {
        // Groups need a text on the heap. One character before the match decides about its beginning.
        var start = Math.Max(0, position - 1);
        var match = _substitution.HasGroups ? (isCut ? _followed : _pattern).Match(text[start..].ToString(), position - start) : null;
        _substitution.Write(output, match?.Groups, text[start..], position - start, length);
    }
}

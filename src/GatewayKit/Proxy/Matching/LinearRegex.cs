using System.Buffers;
using System.Text.RegularExpressions;

namespace GatewayKit.Proxy.Matching;

/// <summary>
/// A regular expression as the syntax of RE2 defines it, that matches a whole text in linear time. Lookarounds, backreferences and atomic
/// groups, which need more, are errors. The texts that it must begin with are compared first, because routes have many expressions.
/// </summary>
internal sealed class LinearRegex
{
    /// <summary>The maximum number of characters.</summary>
    public const int MostCharacters = 4096;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>Far more than the longest text needs: only a fault of the engine would take longer.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    private static readonly SearchValues<char> s_special = SearchValues.Create("\\^$.|?*+()[]{}#");

    private readonly Regex _whole;
    private readonly string _start;

    private LinearRegex(string pattern, Regex whole) => (Pattern, _whole, _start) = (pattern, whole, StartOf(pattern));

    /// <summary>The expression as configured.</summary>
    public string Pattern { get; }

    /// <summary>Creates an expression.</summary>
    /// <exception cref="ArgumentException">The pattern is invalid; the message says why.</exception>
    public static LinearRegex Create(string pattern)
    {
        if (pattern.Length > MostCharacters)
            throw new ArgumentException($"it has {pattern.Length} characters; it can have up to {MostCharacters}.");
        if (pattern.Contains("[[:", StringComparison.Ordinal))
            throw new ArgumentException("classes such as [[:alpha:]] aren't supported; write [a-zA-Z].");

        // RE2's spelling of named groups.
        var text = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
        try
        {
            // By itself first, because a parenthesis too many could close the group that is added.
            _ = new Regex(text, Options, s_timeout);
            return new LinearRegex(pattern, new Regex($@"\A(?:{text})\z", Options, s_timeout));
        }
        catch (RegexParseException error)
        {
            throw new ArgumentException(error.Message, error);
        }
        catch (NotSupportedException error)
        {
            throw new ArgumentException(
                "it can't be matched in linear time; lookarounds, backreferences, atomic groups and huge repetitions aren't supported.",
                error);
        }
    }

    /// <summary>Returns whether the expression matches a whole text.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => text.StartsWith(_start) && _whole.IsMatch(text);

    /// <summary>Returns the literal text that each match begins with, as far as it is easy to see.</summary>
    private static string StartOf(string pattern)
    {
        if (pattern.Contains('|', StringComparison.Ordinal))
            return "";

        var text = pattern.StartsWith('^') ? pattern.AsSpan(1) : pattern;
        var end = text.IndexOfAny(s_special);
        if (end < 0)
            return text.ToString();

        // A quantifier also applies to the character before it.
        return text[..(text[end] is '?' or '*' or '+' or '{' ? Math.Max(0, end - 1) : end)].ToString();
    }
}

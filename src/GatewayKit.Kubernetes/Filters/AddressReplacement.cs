using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The replacement of an address in a response: of a prefix, or of a whole value that a regular expression matches.</summary>
internal sealed record AddressReplacement
{
    private const int Longest = 1024;

    /// <summary>The prefix; or a regular expression after <c>~</c>, or after <c>~*</c> regardless of case.</summary>
    [StringLength(Longest, MinimumLength = 1)]
    public required string From { get; init; }

    /// <summary>The replacement. That of a regular expression can have its groups <c>$1</c> to <c>$9</c>.</summary>
    [StringLength(Longest)]
    public required string To { get; init; }

    internal bool IsPattern => From.StartsWith('~');

    /// <summary>Returns the rest of a sentence about an invalid replacement; null if it is valid.</summary>
    public static string? Problem(string from, string to)
    {
        if (from.Length is 0 or > Longest || from.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || to.Length > Longest || to.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return $"must have 1 to {Longest} characters of ASCII";
        if (!from.StartsWith('~'))
            return to.Contains('$', StringComparison.Ordinal) ? "can't have variables" : null;

        try
        {
            ToRegex(from);
            return Groups(to) ? null : "can only have the variables $1 to $9";
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return "must have a regular expression in the syntax of RE2 after '~'";
        }
    }

    internal Regex ToRegex() => ToRegex(From);

    private static Regex ToRegex(string from)
    {
        var ignoresCase = from.StartsWith("~*", StringComparison.Ordinal);
        return new Regex(
            from[(ignoresCase ? 2 : 1)..].TrimStart(),
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None));
    }

    private static bool Groups(string to)
    {
        for (var i = to.IndexOf('$', StringComparison.Ordinal); i >= 0; i = to.IndexOf('$', i + 1))
        {
            if (i + 1 == to.Length || to[i + 1] is < '1' or > '9')
                return false;
        }

        return true;
    }
}

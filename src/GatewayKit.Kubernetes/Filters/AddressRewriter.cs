using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>A prepared <see cref="AddressReplacement"/>.</summary>
/// <param name="replacement">The replacement.</param>
/// <param name="comparison">How a prefix or a whole value is compared.</param>
/// <param name="isWhole">Whether only a whole value is replaced.</param>
internal sealed class AddressRewriter(AddressReplacement replacement, StringComparison comparison, bool isWhole = false)
{
    private readonly Regex? _pattern = replacement.IsPattern ? replacement.ToRegex() : null;

    /// <summary>Returns the value after the replacement; null if it doesn't apply.</summary>
    public string? Rewrite(string value)
    {
        if (_pattern is not null)
            return _pattern.Match(value) is { Success: true } match ? Expand(match) : null;
        if (isWhole)
            return value.Equals(replacement.From, comparison) ? replacement.To : null;

        return value.StartsWith(replacement.From, comparison) ? string.Concat(replacement.To, value.AsSpan(replacement.From.Length)) : null;
    }

    private string Expand(Match match)
        => string.Concat(replacement.To.Split('$').Select(
            (part, index) => index == 0 ? part : match.Groups[part[0] - '0'].Value + part[1..]));
}

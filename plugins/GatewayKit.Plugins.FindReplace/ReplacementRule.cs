using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.FindReplace.Patterns;

namespace GatewayKit.Plugins.FindReplace;

/// <summary>A replacement.</summary>
public sealed record ReplacementRule
{
    /// <summary>The text to find, literally.</summary>
    [Length(1, 1000)]
    public string? Find { get; init; }

    /// <summary>The regular expression to find, instead of <c>find</c>, such as <c>user-(\d+)</c>. It must be matchable in linear time:
    /// without lookaround and back references.</summary>
    [Length(1, 1000)]
    public string? Pattern { get; init; }

    /// <summary>The text that replaces it; empty to remove it. With <c>pattern</c>, <c>$1</c> and <c>$&lt;name></c> are groups,
    /// <c>$&amp;</c> is the match, and <c>$$</c> a dollar sign.</summary>
    [MaxLength(10_000)]
    public required string Replace { get; init; }

    /// <summary>Whether letters match in any case: ASCII letters of <c>find</c>, all letters of <c>pattern</c>.</summary>
    public bool IgnoreCase { get; init; }

    internal static IEnumerable<OptionsError> Validate(string option, IReadOnlyList<ReplacementRule> rules)
        => rules.SelectMany((rule, index) => rule.Validate($"{option}[{index}]"));

    private IEnumerable<OptionsError> Validate(string option)
    {
        if (Find is null == Pattern is null)
        {
            yield return new OptionsError(option, Find is null ? "must have 'find' or 'pattern'" : "can't have both 'find' and 'pattern'");
        }
        else if (Pattern is { Length: > 0 and <= 1000 } pattern)
        {
            if (TextPattern.Parse(pattern, IgnoreCase, out var problem) is not { } regex)
                yield return new OptionsError($"{option}.pattern", problem);
            else if (Substitution.Parse(Replace, regex, out problem) is null)
                yield return new OptionsError($"{option}.replace", problem);
        }
    }
}

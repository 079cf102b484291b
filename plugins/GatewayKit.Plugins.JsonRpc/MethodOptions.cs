using System.ComponentModel.DataAnnotations;
using GatewayKit.Expressions;

namespace GatewayKit.Plugins.JsonRpc;

/// <summary>Methods, and the rules for their calls.</summary>
[Shorthand(nameof(Method))]
public sealed record MethodOptions
{
    internal const int MaximumLimit = 1_000_000;

    /// <summary>The name of the method; with an asterisk at the end, such as <c>eth_*</c>, all that begin so. Several are a list, or text
    /// with commas. For a method, its own name takes precedence, then the longest beginning.</summary>
    [CommaSeparated]
    public required string Method { get; init; }

    /// <summary>Whether the methods can be called. If not, they don't exist for clients.</summary>
    public bool Allow { get; init; } = true;

    /// <summary>The groups whose consumers can call the methods. Empty: every caller.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The scopes that the caller's token must have, all of them.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>A condition that must be true for a call, in the language of <c>authorize</c>.</summary>
    public string? Expression { get; init; }

    /// <summary>The id of the cluster that calls are forwarded to. Either all entries have one or none, and one of them is the cluster of
    /// the route. Default: the cluster of the route.</summary>
    [ClusterId(AreInterchangeable = true)]
    public string? ClusterId { get; init; }

    /// <summary>The maximum number of calls of these methods together per window. Requires <c>window</c>.</summary>
    [Range(1, MaximumLimit)]
    public int? Limit { get; init; }

    /// <summary>The length of the window. Requires <c>limit</c>.</summary>
    [DurationRange("1s", "365d")]
    public TimeSpan? Window { get; init; }

    internal IReadOnlyList<string> Patterns => Method.Split(',', StringSplitOptions.TrimEntries);

    internal IEnumerable<OptionsError> Validate(string option)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Length is 0 or > Reading.Call.MaxMethodLength || pattern.TrimEnd('*').Length < pattern.Length - 1
                || pattern.AsSpan().TrimEnd('*').Contains('*') || pattern.Any(char.IsControl))
            {
                yield return new OptionsError(
                    $"{option}.method", $"is {HeaderOptions.Quoted(pattern)}; it must be the name of a method, or its beginning and '*'");
            }
        }

        if (Limit is null != Window is null)
            yield return new OptionsError(option, "has only one of 'limit' and 'window'; set both");
        if (Expression is { } text && ConditionExpression.Parse(text, ExpressionVocabulary.Request, out var problem) is null)
            yield return new OptionsError($"{option}.expression", problem);
    }
}

using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>The options of <c>kubernetes-rewrite</c>.</summary>
internal sealed record RewriteOptions : IValidatedOptions
{
    /// <summary>The regular expression that the beginning of the path matches, regardless of case.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public required string Pattern { get; init; }

    /// <summary>The path that replaces the whole path, in which <c>$1</c> to <c>$9</c> are groups of the pattern.</summary>
    [StringLength(1024, MinimumLength = 1)]
    public required string Replacement { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => Error() is { } error ? [new OptionsError("pattern", $"isn't a valid regular expression: {error}")] : [];

    internal Regex ToRegex()
        => new($"^(?:{Pattern})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private string? Error()
    {
        try
        {
            ToRegex();
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return error.Message;
        }
    }
}

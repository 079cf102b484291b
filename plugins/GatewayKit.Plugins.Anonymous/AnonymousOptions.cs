using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Anonymous;

/// <summary>The options of <c>anonymous</c>.</summary>
public sealed record AnonymousOptions : IValidatedOptions, IDescribedOptions
{
    /// <summary>
    /// The name of the consumer that requests without credentials belong to. If a consumer with exactly this name is configured, its
    /// groups and its plugins apply.
    /// </summary>
    [StringLength(256, MinimumLength = 1)]
    public required string Consumer { get; init; }

    /// <summary>The groups of a consumer that isn't configured, at most 100.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (!IsName(Consumer))
            yield return new OptionsError("consumer", $"is {HeaderOptions.Quoted(Consumer)}; it must be a name without spaces around it");
        for (var i = 0; i < Groups.Count; i++)
        {
            if (!IsName(Groups[i]) || Groups[i].Contains(',', StringComparison.Ordinal))
            {
                yield return new OptionsError($"groups[{i}]",
                    $"is {HeaderOptions.Quoted(Groups[i])}; it must be the name of a group, without commas and without spaces around it");
            }
        }
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.AllowsAnonymous = true;
    }

    // The upstream receives both in headers.
    private static bool IsName(string text)
        => text.Length > 0 && !text.Any(char.IsControl) && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Another path for the upstream. A plain text is the new path.</summary>
[Shorthand(nameof(To))]
public sealed record PathOptions : IValidatedOptions
{
    /// <summary>The regular expression that the whole path must match, decoded, such as <c>/orders/(?&lt;id&gt;[0-9]+)</c>. The path of
    /// other requests stays. It must be matchable in linear time: without lookaround and back references. Unset: each path.</summary>
    [StringLength(500, MinimumLength = 1)]
    public string? Match { get; init; }

    /// <summary>The new path, decoded and without the query, such as <c>/v2/orders/{{ route.id }}</c> or, with the groups of
    /// <c>match</c>, <c>/v2/orders/{{ capture.id }}</c>.</summary>
    [StringLength(Template.MaximumLength, MinimumLength = 1)]
    public required string To { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Match is not null && PathPattern.Parse(Match, out var problem) is null)
            yield return new OptionsError("match", problem);
        if (Template.Is(To) ? !To.StartsWith('/') : !PathTransform.IsPath(To))
        {
            yield return new OptionsError("to", $"is {HeaderOptions.Quoted(To)}; it must be a path such as /orders/{{{{ route.id }}}}, "
                + "without empty segments, '.', '..', '%', '?', '#' and '\\'");
        }
        else if (Template.Is(To) && Template.Parse(To, TemplateVocabulary.Path, out var error) is null)
            yield return new OptionsError("to", $"isn't a valid template: {error}");
    }
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Values of headers, cookies and a JSON body.</summary>
public sealed record ResponseValues : IValidatedOptions
{
    /// <summary>Header values by name, in printable ASCII; constants or templates.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Values of cookies that the response sets, by name, in printable ASCII without spaces, quotes, commas, semicolons and
    /// backslashes; constants or templates; names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>Values in a JSON body by path; any values of JSON. A text with a single template, such as <c>"{{ body.price }}"</c>, has
    /// the type of its value.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, object?> Body { get; init; } = new Dictionary<string, object?>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateValues("headers", Headers).Concat(ValueSet.Validate("headers", Headers, TemplateVocabulary.Response))
            .Concat(CookieFieldOptions.Values("cookies", Cookies))
            .Concat(ValueSet.Validate("cookies", Cookies, TemplateVocabulary.Response))
            .Concat(BodyOptions.Values("body", Body, TemplateVocabulary.Response));
}

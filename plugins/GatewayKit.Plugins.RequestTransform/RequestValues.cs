using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Values of headers, query parameters, cookies, a JSON body and a form.</summary>
public sealed record RequestValues : IValidatedOptions
{
    /// <summary>Header values by name, in printable ASCII; constants or templates.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Query parameter values by name, both unencoded; constants or templates; names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Cookie values by name, in printable ASCII without spaces, quotes, commas, semicolons and backslashes; constants or
    /// templates; names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>Values in a JSON body by path; any values of JSON. A text with a single template, such as <c>"{{ body.price }}"</c>, has
    /// the type of its value.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, object?> Body { get; init; } = new Dictionary<string, object?>();

    /// <summary>Values of fields of a form by name, both unencoded; constants or templates; names are case-sensitive.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateValues("headers", Headers)
            .Concat(FieldOptions.Names("query", [.. Query.Keys]))
            .Concat(FieldOptions.Names("form", [.. Form.Keys]))
            .Concat(CookieFieldOptions.Values("cookies", Cookies))
            .Concat(ValueSet.Validate("headers", Headers, TemplateVocabulary.Request))
            .Concat(ValueSet.Validate("query", Query, TemplateVocabulary.Request))
            .Concat(ValueSet.Validate("cookies", Cookies, TemplateVocabulary.Request))
            .Concat(ValueSet.Validate("form", Form, TemplateVocabulary.Request))
            .Concat(BodyOptions.Values("body", Body, TemplateVocabulary.Request));
}

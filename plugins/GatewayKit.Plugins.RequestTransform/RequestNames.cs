using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Names of headers, query parameters, cookies, values in a JSON body and fields of a form.</summary>
public sealed record RequestNames : IValidatedOptions
{
    /// <summary>Header names, case-insensitive.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Query parameter names, case-sensitive.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>Cookie names, case-sensitive.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    /// <summary>Paths of values in a JSON body: JSON Pointers such as <c>/user/id</c>, or JSONPath such as <c>$.items[*].id</c>.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <summary>Names of fields in a body of type <c>application/x-www-form-urlencoded</c>, case-sensitive.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyList<string> Form { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateNames("headers", Headers)
            .Concat(FieldOptions.Names("query", Query))
            .Concat(CookieFieldOptions.Names("cookies", Cookies))
            .Concat(BodyOptions.Removals("body", Body))
            .Concat(FieldOptions.Names("form", Form));
}

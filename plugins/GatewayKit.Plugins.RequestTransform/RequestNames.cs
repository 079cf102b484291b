using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Names of headers, query parameters, cookies and values in a body.</summary>
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

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateNames("headers", Headers)
            .Concat(QueryOptions.Names("query", Query))
            .Concat(CookieOptions.Names("cookies", Cookies))
            .Concat(BodyOptions.Removals("body", Body));
}

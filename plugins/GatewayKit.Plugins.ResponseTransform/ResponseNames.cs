using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Names of headers and cookies, and values in a body.</summary>
public sealed record ResponseNames : IValidatedOptions
{
    /// <summary>Header names, case-insensitive.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Names of cookies that the response sets, case-sensitive.</summary>
    public IReadOnlyList<string> Cookies { get; init; } = [];

    /// <summary>Paths of values in a JSON body: JSON Pointers such as <c>/user/id</c>, or JSONPath such as <c>$.items[*].id</c>.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyList<string> Body { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateNames("headers", Headers).Concat(CookieFieldOptions.Names("cookies", Cookies))
            .Concat(BodyOptions.Removals("body", Body));
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>New names of headers, cookies and members of a body.</summary>
public sealed record ResponseRenames : IValidatedOptions
{
    /// <summary>New header names by current name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>New names of cookies that the response sets, by current name, case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>New names of members of a JSON body by path, such as <c>$.items[*].id: key</c>. From pointer to pointer, a value moves:
    /// <c>/user/id: /userId</c>.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, string> Body { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateRenames("headers", Headers).Concat(CookieFieldOptions.Renames("cookies", Cookies))
            .Concat(BodyOptions.Renames("body", Body));
}

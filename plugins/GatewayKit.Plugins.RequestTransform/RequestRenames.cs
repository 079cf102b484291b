using System.ComponentModel.DataAnnotations;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>New names of headers, query parameters, cookies, members of a JSON body and fields of a form.</summary>
public sealed record RequestRenames : IValidatedOptions
{
    /// <summary>New header names by current name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>New query parameter names by current name, case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>New cookie names by current name, case-sensitive.</summary>
    public IReadOnlyDictionary<string, string> Cookies { get; init; } = new Dictionary<string, string>();

    /// <summary>New names of members of a JSON body by path, such as <c>$.items[*].id: key</c>. From pointer to pointer, a value moves:
    /// <c>/user/id: /userId</c>.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, string> Body { get; init; } = new Dictionary<string, string>();

    /// <summary>New names of fields of a form by current name, case-sensitive.</summary>
    [MaxLength(BodyOptions.MaxChanges)]
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateRenames("headers", Headers)
            .Concat(FieldOptions.Renames("query", Query))
            .Concat(CookieFieldOptions.Renames("cookies", Cookies))
            .Concat(BodyOptions.Renames("body", Body))
            .Concat(FieldOptions.Renames("form", Form));
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.Expressions;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>The options of <c>response-transform</c>. The changes apply in this order.</summary>
public sealed record ResponseTransformOptions : IValidatedOptions
{
    /// <summary>The condition on which the plugin changes a response, in the language of <c>authorize</c>, with <c>status</c>,
    /// <c>origin</c> and <c>responseHeader('name')</c>, such as <c>status >= 500 and origin == 'upstream'</c>. Unset: each
    /// response.</summary>
    [StringLength(ConditionExpression.MaximumLength, MinimumLength = 1)]
    public string? When { get; init; }

    /// <summary>New statuses by current status, such as <c>{ 404: 410 }</c>, each from 200 to 599 and not 204, 205, 206 or 304. The body
    /// stays.</summary>
    public IReadOnlyDictionary<string, int> Status { get; init; } = new Dictionary<string, int>();

    /// <summary>Removes headers, cookies and values in a JSON body.</summary>
    public ResponseNames Remove { get; init; } = new();

    /// <summary>Renames headers, cookies and members of a JSON body if they are present. Replaces an existing one of the new
    /// name.</summary>
    public ResponseRenames Rename { get; init; } = new();

    /// <summary>Replaces the values of headers, cookies and in a JSON body if they are present. Cookies keep their
    /// attributes.</summary>
    public ResponseValues Replace { get; init; } = new();

    /// <summary>Adds headers, cookies and members of a JSON body if they are absent.</summary>
    public ResponseValues Add { get; init; } = new();

    /// <summary>Adds headers and cookies, in addition to existing ones of the same name, and items at the end of arrays in a JSON
    /// body.</summary>
    public ResponseValues Append { get; init; } = new();

    /// <summary>Attributes of the cookies that the response sets then, by name, case-sensitive. Other attributes stay as they
    /// are.</summary>
    public IReadOnlyDictionary<string, CookieAttributes> Cookies { get; init; } = new Dictionary<string, CookieAttributes>();

    /// <summary>The maximum length of a JSON body to read or change, 1 B to 16 MB: encoded, decoded and changed. A longer one of a response
    /// is rejected with 502, and one of a request that a template uses with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => WhenOption.Validate(When, ExpressionVocabulary.Response).Concat(StatusOptions.Validate("status", Status))
            .Concat(CookieFieldOptions.Names("cookies", Cookies.Keys)).Concat(CookieRules.Validate("cookies", Cookies))
            .Concat(CookieRules.Additions("add.cookies", Add.Cookies.Keys, Cookies))
            .Concat(CookieRules.Additions("append.cookies", Append.Cookies.Keys, Cookies))
            .Concat(BodyOptions.Additions("add.body", Add.Body)).Concat(BodyOptions.Size("maxBodySize", MaxBodySize));
}

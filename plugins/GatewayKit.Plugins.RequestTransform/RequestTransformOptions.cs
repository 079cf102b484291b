using System.ComponentModel.DataAnnotations;
using GatewayKit.Expressions;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The options of <c>request-transform</c>. The changes apply in this order.</summary>
public sealed record RequestTransformOptions : IValidatedOptions
{
    /// <summary>The condition on which the plugin changes a request, in the language of <c>authorize</c>, such as
    /// <c>method == 'POST' and not inGroup('partners')</c>. Unset: each request.</summary>
    [StringLength(ConditionExpression.MaximumLength, MinimumLength = 1)]
    public string? When { get; init; }

    /// <summary>The method for the upstream and later plugins, in capitals, such as <c>POST</c>; not <c>HEAD</c>, <c>CONNECT</c> or
    /// <c>TRACE</c>. Requests with <c>HEAD</c> and tunnels keep their method. Unset: that of the request.</summary>
    [StringLength(32, MinimumLength = 1)]
    public string? Method { get; init; }

    /// <summary>The path for the upstream and later plugins: a constant or a template, and a pattern of the paths to rewrite. A request
    /// whose new path would have an empty segment, <c>..</c>, a percent sign or the like is rejected with 400. Unset: that of the request.
    /// </summary>
    public PathOptions? Path { get; init; }

    /// <summary>Removes headers, query parameters, cookies, values in a JSON body and fields of a form.</summary>
    public RequestNames Remove { get; init; } = new();

    /// <summary>Renames headers, query parameters, cookies, members of a JSON body and fields of a form if they are present. Replaces an
    /// existing one of the new name.</summary>
    public RequestRenames Rename { get; init; } = new();

    /// <summary>Replaces the values of headers, query parameters, cookies, fields of a form and in a JSON body if they are
    /// present.</summary>
    public RequestValues Replace { get; init; } = new();

    /// <summary>Adds headers, query parameters, cookies, members of a JSON body and fields of a form if they are absent.</summary>
    public RequestValues Add { get; init; } = new();

    /// <summary>Adds headers, query parameters, cookies and fields of a form, in addition to existing ones of the same name, and items at
    /// the end of arrays in a JSON body.</summary>
    public RequestValues Append { get; init; } = new();

    /// <summary>The maximum length of a JSON body or a form to read or change, 1 B to 16 MB: encoded, decoded and changed. A longer one is
    /// rejected with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => WhenOption.Validate(When, ExpressionVocabulary.Request).Concat(MethodOption.Validate(Method))
            .Concat(BodyOptions.Additions("add.body", Add.Body)).Concat(BodyOptions.Size("maxBodySize", MaxBodySize));
}

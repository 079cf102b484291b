using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>The body that takes the place of the problem documents of one status.</summary>
public sealed record ProblemBody
{
    /// <summary>The media type, such as <c>text/html</c>. One of <c>text</c> without a charset gets <c>charset=utf-8</c>.</summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+( *;[ -~]+)?", ErrorMessage = "must be a media type, such as text/html")]
    [StringLength(256, MinimumLength = 1)]
    public required string ContentType { get; init; }

    /// <summary>The body, sent in UTF-8, 65,536 characters at most. <c>{traceId}</c> in it is replaced by the trace id of the exchange.</summary>
    [StringLength(65_536)]
    public required string Body { get; init; }

    /// <summary>Where it stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }
}

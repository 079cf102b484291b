using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>The body that replaces the problem documents of one status.</summary>
public sealed record ProblemBody
{
    /// <summary>The media type, such as <c>text/html</c>. A <c>text</c> type without a charset gets <c>charset=utf-8</c>.</summary>
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+( *;[ -~]+)?",
        ErrorMessage = "must be a media type, such as text/html")]
    [StringLength(256, MinimumLength = 1)]
    public required string ContentType { get; init; }

    /// <summary>The body, sent in UTF-8, up to 65,536 characters.
    /// <c>{traceId}</c> in it is replaced by the trace id of the exchange.</summary>
    [StringLength(65_536)]
    public required string Body { get; init; }

    /// <summary>Location of the body in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get; init; }
}

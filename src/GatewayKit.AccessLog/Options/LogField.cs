using System.ComponentModel.DataAnnotations;

namespace GatewayKit.AccessLog;

/// <summary>A field of a line.</summary>
[Shorthand(nameof(Name))]
public sealed record LogField
{
    /// <summary>The name of the field, such as <c>status</c> or <c>request.header.x-tenant</c>.</summary>
    [StringLength(256, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>The name in the line. Unset: the same.</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? As { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>An array in JSON.</summary>
[Shorthand(nameof(Path))]
public sealed record ArrayRule
{
    /// <summary>The path of the elements.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>
    /// The name of the items, if the element is a list of them: <c>lines: [1, 2]</c> is
    /// <c>&lt;lines&gt;&lt;line&gt;1&lt;/line&gt;&lt;line&gt;2&lt;/line&gt;&lt;/lines&gt;</c> with <c>line</c>. By default, each item is an
    /// element with the name of the array.
    /// </summary>
    [StringLength(200, MinimumLength = 1)]
    public string? Item { get; init; }
}

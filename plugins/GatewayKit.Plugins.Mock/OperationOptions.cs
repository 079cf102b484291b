using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mock;

/// <summary>The settings of one operation.</summary>
public sealed record OperationOptions
{
    /// <summary>The status code of a declared response, 200 to 599. Default: the lowest success.</summary>
    [Range(200, 599)]
    public int? Status { get; init; }

    /// <summary>The name of an example of that response. Default: the first one.</summary>
    public string? Example { get; init; }

    /// <summary>The delay of its responses. Default: the delay of all operations.</summary>
    public DelayOptions? Delay { get; init; }

    /// <summary>When it is mocked. Default: as the other operations; with <c>unimplemented</c>, a listed operation is always
    /// mocked.</summary>
    public MockMode? Mode { get; init; }
}

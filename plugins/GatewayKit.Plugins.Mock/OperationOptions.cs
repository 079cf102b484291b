using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mock;

/// <summary>The settings of one operation, where it differs from the others.</summary>
public sealed record OperationOptions
{
    /// <summary>The status code of a declared response, 200 to 599. Default: the lowest success.</summary>
    [Range(200, 599)]
    public int? Status { get; init; }

    /// <summary>The name of an example of that response. Default: the first.</summary>
    public string? Example { get; init; }

    /// <summary>The delay of its responses. Default: that of the other operations.</summary>
    public DelayOptions? Delay { get; init; }

    /// <summary>When it is mocked. Default: as the other operations; with <c>unimplemented</c>, an operation that is listed is always mocked.</summary>
    public MockMode? Mode { get; init; }
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.Mirror;

/// <summary>The options of <c>mirror</c>.</summary>
public sealed record MirrorOptions : IValidatedOptions
{
    private static readonly ByteSize s_maximumMemory = ByteSize.Megabytes(1024);

    /// <summary>The id of the cluster that receives the copies.</summary>
    [ClusterId]
    public required string Cluster { get; init; }

    /// <summary>The share of the requests that are copied, in percent.</summary>
    [Range(0.0, 100.0)]
    public double Percentage { get; init; } = 100;

    /// <summary>The methods of the requests that are copied, such as <c>GET</c>. Empty: every method.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>
    /// Whether copies have the headers <c>Authorization</c>, <c>Proxy-Authorization</c> and <c>Cookie</c> of the request, unless a plugin
    /// has removed them.
    /// </summary>
    public bool Credentials { get; init; }

    /// <summary>Further headers that copies don't have.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> RemoveHeaders { get; init; } = [];

    /// <summary>The host of the copies, with a port if needed. Unset: that of the request if the upstream gets it, otherwise that of the
    /// destination.</summary>
    public string? Host { get; init; }

    /// <summary>The maximum number of copies at the same time, from the request until the copy has its response. Further requests aren't
    /// copied.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; init; } = 100;

    /// <summary>The maximum size of the body of a copied request, 1 B to 16 MB. A request with a larger body isn't copied.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The maximum time of a copy, including its response.</summary>
    [DurationRange("10ms", "1m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The parts of the responses that are compared: <c>none</c>, <c>status</c>, or <c>body</c>, which compares the status and then the
    /// bodies byte for byte.
    /// </summary>
    public CompareMode Compare { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        for (var i = 0; i < Methods.Count; i++)
        {
            if (!HttpSyntax.IsToken(Methods[i]))
                yield return new OptionsError($"methods[{i}]", $"is {HeaderOptions.Quoted(Methods[i])}; it must be a method such as GET");
        }

        if (Host is not null && !Uri.TryCreate($"http://{Host}/", UriKind.Absolute, out _))
            yield return new OptionsError("host", $"is {HeaderOptions.Quoted(Host)}; it must be a host such as api.example.com");
        foreach (var error in HeaderOptions.ValidateNames("removeHeaders", RemoveHeaders))
            yield return error;
        if (MaxBodySize < new ByteSize(1) || MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 16MB");
        else if (MaxBodySize.Bytes * MaxConcurrent > s_maximumMemory.Bytes)
            yield return new OptionsError("maxConcurrent", $"is {MaxConcurrent}; with a 'maxBodySize' of {MaxBodySize}, "
                + $"copies could need more than {s_maximumMemory} of memory");
    }
}

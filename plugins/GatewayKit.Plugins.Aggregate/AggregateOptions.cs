using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.Aggregate.Parts;

namespace GatewayKit.Plugins.Aggregate;

/// <summary>The options of <c>aggregate</c>.</summary>
public sealed record AggregateOptions : IValidatedOptions, IDescribedOptions
{
    private static readonly ByteSize s_maximumSize = ByteSize.Megabytes(16);

    /// <summary>The requests that make up the answer. Those that don't use values of others run at the same time.</summary>
    [MinLength(1)]
    [MaxLength(50)]
    public required IReadOnlyList<PartOptions> Parts { get; init; }

    /// <summary>The answer as a value of JSON, usually a mapping, whose texts can be templates. Default: a mapping from the names of the
    /// parts to their bodies.</summary>
    public object? Template { get; init; }

    /// <summary>The maximum time for all parts together.</summary>
    [DurationRange("10ms", "5m")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The maximum number of requests at the same time, for each request of a client.</summary>
    [Range(1, 100)]
    public int MaxParallel { get; init; } = 10;

    /// <summary>The maximum length of the body of a part, encoded and decoded, 1 B to 16 MB.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The maximum length of the decoded bodies of all parts together, and of the answer, 1 B to 16 MB.</summary>
    public ByteSize MaxTotalSize { get; init; } = ByteSize.Megabytes(4);

    /// <summary>The maximum nesting of objects and arrays in the body of a part.</summary>
    [Range(1, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The status of an answer in which an optional part has failed, 200 to 299.</summary>
    [Range(200, 299)]
    public int PartialStatus { get; init; } = 200;

    /// <summary>The member of the answer that lists the optional parts that have failed. It is absent if none has. Default: none.</summary>
    [StringLength(64, MinimumLength = 1)]
    public string? ErrorsMember { get; init; }

    /// <summary>The statuses of a required part that become the status of the answer. Others become 502.</summary>
    [MaxLength(50)]
    public IReadOnlyList<int> PassStatuses { get; init; } = [401, 403, 404, 429];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (option, size) in new[] { ("maxBodySize", MaxBodySize), ("maxTotalSize", MaxTotalSize) })
        {
            if (size.Bytes < 1 || size > s_maximumSize)
                yield return new OptionsError(option, $"is {size}; it must be between 1B and {s_maximumSize}");
        }

        if (PassStatuses.FirstOrDefault(status => status is < 400 or > 599) is not 0 and var invalid)
            yield return new OptionsError("passStatuses", $"has {invalid}; it must be between 400 and 599");

        var errors = new List<OptionsError>();
        _ = PartPlan.Create(this, errors);
        foreach (var error in errors)
            yield return error;
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.Add(new ApiAnswer(502, "A part of the answer could not be determined."));
        description.Add(new ApiAnswer(504, "A part of the answer took too long."));
    }
}

using System.ComponentModel.DataAnnotations;
using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.FileLog;

/// <summary>The options of <c>file-log</c>.</summary>
public sealed record FileLogOptions : AccessLogOptions
{
    /// <summary>The file, in an existing folder. A relative name is relative to the folder of the configuration file.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>The size at which a new file begins, 4 KB to 10 GB.</summary>
    public ByteSize MaxSize { get; init; } = ByteSize.Megabytes(100);

    /// <summary>The time at which a new file begins: <c>never</c>, or each <c>hour</c> or <c>day</c> in UTC.</summary>
    public RotationPeriod Rotate { get; init; } = RotationPeriod.Day;

    /// <summary>The number of earlier files that are kept; older ones are deleted.</summary>
    [Range(0, 1000)]
    public int MaxFiles { get; init; } = 14;

    /// <summary>Whether earlier files are compressed with gzip.</summary>
    public bool Compress { get; init; }

    /// <inheritdoc />
    public override IEnumerable<OptionsError> Validate()
    {
        foreach (var error in base.Validate())
            yield return error;
        if (MaxSize < ByteSize.Kilobytes(4) || MaxSize > ByteSize.Megabytes(10 * 1024))
            yield return new OptionsError("maxSize", $"is {MaxSize}; it must be between 4KB and 10GB");
    }
}

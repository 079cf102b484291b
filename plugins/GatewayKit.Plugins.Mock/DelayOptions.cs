namespace GatewayKit.Plugins.Mock;

/// <summary>How long answers are held back: always so long, or by chance between two bounds.</summary>
[Shorthand(nameof(Fixed))]
public sealed record DelayOptions : IValidatedOptions
{
    /// <summary>Always so long, up to 1 h. It can be written without its name.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Fixed { get; init; }

    /// <summary>At least so long, up to 1 h. Default: 0 s.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Min { get; init; }

    /// <summary>At most so long, up to 1 h.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Max { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Fixed is not null && (Min ?? Max) is not null)
            yield return new OptionsError("fixed", "can't stand beside 'min' and 'max'");
        if (Fixed is null && Max is null)
            yield return new OptionsError("max", "is missing");
        if (Max < Min)
            yield return new OptionsError("max", "is less than 'min'");
    }

    /// <summary>How long the next answer is held back.</summary>
    internal TimeSpan Next()
    {
        var least = Fixed ?? Min ?? TimeSpan.Zero;
        return Max is { } most ? least + ((most - least) * Random.Shared.NextDouble()) : least;
    }
}

namespace GatewayKit.Plugins.Mock;

/// <summary>The delay of responses: fixed, or random between two bounds.</summary>
[Shorthand(nameof(Fixed))]
public sealed record DelayOptions : IValidatedOptions
{
    /// <summary>Fixed delay, 0 s to 1 h. A plain duration is a fixed delay.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Fixed { get; init; }

    /// <summary>Minimum delay, 0 s to 1 h. Default: 0 s.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Min { get; init; }

    /// <summary>Maximum delay, 0 s to 1 h.</summary>
    [DurationRange("0s", "1h")]
    public TimeSpan? Max { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Fixed is not null && (Min ?? Max) is not null)
            yield return new OptionsError("fixed", "can't be combined with 'min' and 'max'");
        if (Fixed is null && Max is null)
            yield return new OptionsError("max", "is missing");
        if (Max < Min)
            yield return new OptionsError("max", "is less than 'min'");
    }

    /// <summary>Returns the delay of the next response.</summary>
    internal TimeSpan Next()
    {
        var least = Fixed ?? Min ?? TimeSpan.Zero;
        return Max is { } most ? least + ((most - least) * Random.Shared.NextDouble()) : least;
    }
}

using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// Ejects a destination that fails several times in a row while others work: for some time, it gets no requests. Only a part of the
/// destinations can be ejected at the same time, so that an outage of all doesn't leave none.
/// </summary>
public sealed record OutlierDetectionPolicy : IValidatedOptions
{
    /// <summary>The number of failures in a row that ejects a destination.</summary>
    [Range(1, 1000)]
    public int ConsecutiveFailures { get; init; } = 5;

    /// <summary>The time of the first ejection. The second one in a row takes twice as long, the third three times, and so on.</summary>
    [DurationRange("1s", "1h")]
    public TimeSpan EjectionTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum time of an ejection. A destination that works for that long is as good as new.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan MaxEjectionTime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The maximum percentage of the cluster's destinations that are ejected at the same time.</summary>
    [Range(1, 100)]
    public int MaxEjectionPercent { get; init; } = 50;

    /// <summary>The statuses of a response that count as failures, 400 to 599. An attempt without a response always does.</summary>
    [MaxLength(100)]
    public IReadOnlyList<int> Statuses { get; init; } = [500, 502, 503, 504];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in StatusList.Check("statuses", Statuses))
            yield return error;
        if (MaxEjectionTime < EjectionTime)
            yield return new OptionsError("maxEjectionTime", "is shorter than ejectionTime; it must not be shorter");
    }
}

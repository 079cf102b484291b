using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace GatewayKit;

/// <summary>Limits an option to a range of durations. Durations are written <c>500ms</c>, <c>30s</c>, <c>1m</c>, <c>2h</c>,
/// <c>1d</c> or <c>00:01:00</c>.</summary>
/// <param name="minimum">The minimum, for example <c>1ms</c>.</param>
/// <param name="maximum">The maximum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string minimum, string maximum) : ValidationAttribute
{
    /// <summary>Gets the minimum.</summary>
    public string Minimum { get; } = minimum;

    /// <summary>Gets the maximum.</summary>
    public string Maximum { get; } = maximum;

    /// <inheritdoc />
    public override bool IsValid(object? value)
        => value is not TimeSpan duration || (duration >= Duration.Parse(Minimum) && duration <= Duration.Parse(Maximum));

    /// <inheritdoc />
    public override string FormatErrorMessage(string name)
        => string.Create(CultureInfo.InvariantCulture, $"must be between {Minimum} and {Maximum}");
}

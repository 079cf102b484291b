namespace GatewayKit.Plugins.Quota;

/// <summary>One period of the calendar in universal time.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="End">The first moment after it.</param>
internal readonly record struct CalendarInterval(DateTime Start, DateTime End)
{
    public TimeSpan Length => End - Start;

    public bool Contains(DateTime time) => Start <= time && time < End;
}

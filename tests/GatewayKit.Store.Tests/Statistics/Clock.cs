using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Store.Tests.Statistics;

/// <summary>The times of tests: from 10:00 in the morning.</summary>
internal static class Clock
{
    public static readonly DateTimeOffset Start = new(2026, 12, 1, 10, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Create() => new(Start);
}

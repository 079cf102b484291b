using System.Globalization;

namespace GatewayKit.Redis.Counters;

/// <summary>Reads the script's answer: allowed, cost, limit, remaining, reset, wait and time, in microseconds.</summary>
internal static class CounterAnswer
{
    private const long Never = 1L << 62;
    private const int Fields = 7;

    /// <exception cref="FormatException">The answer isn't one of the script.</exception>
    /// <exception cref="OverflowException">A number of the answer has more than 64 bits.</exception>
    public static CounterDecision Read(string? answer)
    {
        Span<long> numbers = stackalloc long[Fields];
        var count = 0;
        foreach (var field in answer.AsSpan().Split(' '))
        {
            if (count == Fields)
                throw new FormatException("The answer of Redis has too many fields.");
            numbers[count++] = long.Parse(answer.AsSpan(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        return count == Fields
            ? new CounterDecision(
                numbers[0] != 0, (int)numbers[2], numbers[3], Time(numbers[4]), Time(numbers[5]), (int)numbers[1], numbers[6])
            : throw new FormatException("The answer of Redis has too few fields.");
    }

    private static TimeSpan Time(long microseconds)
        => microseconds >= Never / TimeSpan.TicksPerMicrosecond
            ? TimeSpan.MaxValue
            : new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond);
}

using System.Text.Json;

namespace GatewayKit.Tokens;

/// <summary>Reads times in claims: seconds since 1970, possibly with a fraction (RFC 7519, section 2).</summary>
internal static class NumericDate
{
    /// <summary>The tick of a time that is later than every other.</summary>
    public static readonly long Never = DateTime.MaxValue.Ticks;

    /// <summary>Reads a claim as ticks in UTC.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="name">The name of the claim.</param>
    /// <param name="ticks">The ticks, limited to the range of <see cref="DateTime"/>; null if there is no such claim.</param>
    /// <returns>False if the claim isn't a number, not even if it is a number in a string.</returns>
    public static bool TryRead(JsonElement claims, string name, out long? ticks)
    {
        ticks = null;
        if (!claims.TryGetProperty(name, out var value))
            return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds) || !double.IsFinite(seconds))
            return false;

        ticks = (long)Math.Clamp((seconds * TimeSpan.TicksPerSecond) + DateTime.UnixEpoch.Ticks, 0, Never);
        return true;
    }

    /// <summary>Adds a duration, limited to <see cref="Never"/>.</summary>
    public static long Add(long ticks, TimeSpan duration) => ticks >= Never - duration.Ticks ? Never : ticks + duration.Ticks;
}

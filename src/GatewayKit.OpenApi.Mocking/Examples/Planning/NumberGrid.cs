using System.Numerics;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Equally spaced numbers: the multiples of a step between an optional first and last number. The step is a whole number divided
/// by a power of ten.</summary>
internal sealed record NumberGrid(BigInteger Step, int Scale, BigInteger? First, BigInteger? Last)
{
    public bool IsEmpty => First > Last;

    public static NumberGrid Of(NumberBounds bounds, BigInteger step, int scale)
    {
        BigInteger? first = null, last = null;
        foreach (var (bound, isUpper, isExclusive) in bounds.All)
        {
            var units = bound.At(scale);
            if (isUpper)
                last = Least(last, Floor(isExclusive ? units - 1 : units, step));
            else
                first = Greatest(first, -Floor(-(isExclusive ? units + 1 : units), step));
        }
        return new NumberGrid(step, scale, first, last);
    }

    /// <summary>Returns the nearest grid position within the bounds.</summary>
    public BigInteger Nearest(BigInteger place) => place < First ? First.Value : place > Last ? Last.Value : place;

    private static BigInteger Floor(BigInteger units, BigInteger step)
    {
        var quotient = BigInteger.DivRem(units, step, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger Least(BigInteger? x, BigInteger y) => x < y ? x.Value : y;

    private static BigInteger Greatest(BigInteger? x, BigInteger y) => x > y ? x.Value : y;
}

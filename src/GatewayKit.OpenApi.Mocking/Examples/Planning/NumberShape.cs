using System.Numerics;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The numbers that a shape allows: the simplest ones, and ones that look like measurements.</summary>
internal sealed class NumberShape
{
    private const int Decimals = 2;

    private NumberShape(NumberGrid plain, NumberGrid varied, BigInteger usual) => (Plain, Varied, Usual) = (plain, varied, usual);

    public NumberGrid Plain { get; }

    public NumberGrid Varied { get; }

    /// <summary>The first position to use on the plain grid: the minimum, otherwise the maximum, otherwise zero.</summary>
    public BigInteger Usual { get; }

    /// <summary><c>null</c> if the bounds don't contain a number.</summary>
    public static NumberShape? Of(NumberBounds bounds, bool isInteger)
    {
        if (bounds.AreImpossible)
            return null;
        var plain = isInteger || bounds.HasMultiples ? Stepped(bounds, isInteger) : Free(bounds);
        if (plain.IsEmpty)
            return null;
        var varied = isInteger || bounds.HasMultiples ? plain : Fine(bounds);
        var usual = bounds.HasMinimum && plain.First is { } first
            ? first
            : bounds.HasMaximum && plain.Last is { } last ? last : plain.Nearest(0);
        return new NumberShape(plain, varied.IsEmpty ? plain : varied, usual);
    }

    private static NumberGrid Stepped(NumberBounds bounds, bool isInteger)
    {
        var scale = bounds.Scale;
        return NumberGrid.Of(bounds, bounds.CommonMultiple(scale, isInteger ? BigInteger.Pow(10, scale) : BigInteger.One), scale);
    }

    /// <summary>Uses whole numbers if the bounds contain some, otherwise as few decimals as possible. A minimum that is itself allowed
    /// isn't changed.</summary>
    private static NumberGrid Free(NumberBounds bounds)
    {
        var scale = bounds.Scale;
        for (var decimals = bounds.HasMinimum && !bounds.IsExclusive ? scale : 0; ; decimals++)
        {
            var grid = NumberGrid.Of(bounds, BigInteger.Pow(10, Math.Max(0, scale - decimals)), Math.Max(scale, decimals));
            if (!grid.IsEmpty || decimals > scale)
                return grid;
        }
    }

    private static NumberGrid Fine(NumberBounds bounds)
    {
        var scale = Math.Max(Decimals, bounds.Scale);
        return NumberGrid.Of(bounds, BigInteger.Pow(10, scale - Decimals), scale);
    }
}

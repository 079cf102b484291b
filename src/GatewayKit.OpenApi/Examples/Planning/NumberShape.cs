using System.Numerics;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>The numbers that a shape allows: those with the least to say, and those that look like measured ones.</summary>
internal sealed class NumberShape
{
    private const int Decimals = 2;

    private NumberShape(NumberGrid plain, NumberGrid varied, BigInteger usual) => (Plain, Varied, Usual) = (plain, varied, usual);

    public NumberGrid Plain { get; }

    public NumberGrid Varied { get; }

    /// <summary>The place on the plain grid that is taken first: the least number, else the greatest, else zero.</summary>
    public BigInteger Usual { get; }

    /// <summary>Null if there is no number within the bounds.</summary>
    public static NumberShape? Of(NumberBounds bounds, bool isInteger)
    {
        if (bounds.AreImpossible)
            return null;
        var plain = isInteger || bounds.HasMultiples ? Stepped(bounds, isInteger) : Free(bounds);
        if (plain.IsEmpty)
            return null;
        var varied = isInteger || bounds.HasMultiples ? plain : Fine(bounds);
        var usual = bounds.HasMinimum && plain.First is { } first ? first : bounds.HasMaximum && plain.Last is { } last ? last : plain.Nearest(0);
        return new NumberShape(plain, varied.IsEmpty ? plain : varied, usual);
    }

    private static NumberGrid Stepped(NumberBounds bounds, bool isInteger)
    {
        var scale = bounds.Scale;
        return NumberGrid.Of(bounds, bounds.CommonMultiple(scale, isInteger ? BigInteger.Pow(10, scale) : BigInteger.One), scale);
    }

    /// <summary>Whole numbers if there are some between the bounds, else with as few decimals as possible. A least number that is
    /// allowed itself is kept as it is.</summary>
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

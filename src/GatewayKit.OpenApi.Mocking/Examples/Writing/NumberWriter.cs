using System.Globalization;
using System.Numerics;
using System.Text;
using GatewayKit.OpenApi.Mocking.Examples.Planning;
using GatewayKit.OpenApi.Mocking.Examples.Texts;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes numbers, without rounding.</summary>
internal readonly struct NumberWriter(ExampleWriter writer)
{
    public bool Write(NumberShape shape, Inclusion inclusion)
    {
        if (inclusion == Inclusion.Some && writer.Random.Chance(70))
            Write(shape.Varied, Any(shape.Varied));
        else if (writer.Varies)
            WritePlausible(shape);
        else
            Write(shape.Plain, writer.Shift == 0 ? shape.Usual : Shifted(shape, writer.Shift));
        return true;
    }

    /// <summary>The next positions upwards, then downwards.</summary>
    private static BigInteger Shifted(NumberShape shape, int shift)
    {
        var grid = shape.Plain;
        var up = grid.Last is { } last ? BigInteger.Min(shift, last - shape.Usual) : shift;
        return grid.Nearest(shift > up ? shape.Usual - (shift - up) : shape.Usual + shift);
    }

    private void WritePlausible(NumberShape shape)
    {
        var (least, greatest, isWhole) = PlausibleNumbers.Range(writer.Kind);
        var grid = isWhole ? shape.Plain : shape.Varied;
        var unit = BigInteger.Pow(10, grid.Scale);
        var first = least * unit / grid.Step;
        var last = greatest * unit / grid.Step;
        // If no plausible number is within the bounds, use the nearest ones.
        if (grid.Last < first || grid.First > last)
            (first, last) = grid.First is { } low ? (low, low + (last - first)) : (grid.Last!.Value - (last - first), grid.Last.Value);
        Write(grid, Between(grid.Nearest(first), grid.Nearest(last)));
    }

    private BigInteger Any(NumberGrid grid)
    {
        var size = BigInteger.Pow(10, writer.Random.Below(7));
        var middle = grid.Nearest(0);
        return Between(grid.Nearest(middle - size), grid.Nearest(middle + size));
    }

    private BigInteger Between(BigInteger first, BigInteger last)
    {
        var count = last - first;
        return count <= 0 ? first : first + (BigInteger)(writer.Random.Next() % (ulong)BigInteger.Min(count + 1, ulong.MaxValue));
    }

    private void Write(NumberGrid grid, BigInteger place)
    {
        var units = place * grid.Step;
        if (grid.Scale == 0 && units >= long.MinValue && units <= long.MaxValue)
        {
            writer.Buffer.Write((long)units);
            return;
        }
        var digits = BigInteger.Abs(units).ToString(CultureInfo.InvariantCulture).PadLeft(grid.Scale + 1, '0');
        var fraction = digits[^grid.Scale..].TrimEnd('0');
        var text = $"{(units.Sign < 0 ? "-" : "")}{digits[..^grid.Scale]}{(fraction.Length == 0 ? "" : "." + fraction)}";
        writer.Buffer.Write(Encoding.ASCII.GetBytes(text));
    }
}

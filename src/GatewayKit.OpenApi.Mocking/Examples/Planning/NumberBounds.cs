using System.Numerics;
using System.Runtime.InteropServices;
using GatewayKit.JsonSchema.Keywords;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>Collects the rules of schemas for numbers.</summary>
internal sealed class NumberBounds
{
    private const int MaxBits = 8192;
    private static readonly ExactNumber s_zero = new(BigInteger.Zero, 0);

    private readonly List<ExactNumber> _multiples = [];

    public List<(ExactNumber Bound, bool IsUpper, bool IsExclusive)> All { get; } = [];

    /// <summary>Whether only numbers with too many digits would be valid.</summary>
    public bool AreImpossible { get; private set; }

    /// <summary>Whether the schema, not only a format, declares a minimum.</summary>
    public bool HasMinimum { get; private set; }

    public bool HasMaximum { get; private set; }

    public bool IsExclusive { get; private set; }

    public bool HasMultiples => _multiples.Count > 0;

    public int Scale
        => Math.Max(All.Select(bound => bound.Bound.Scale).DefaultIfEmpty().Max(),
            _multiples.Select(multiple => multiple.Scale).DefaultIfEmpty().Max());

    public bool IsEmpty => All.Count == 0 && !HasMultiples;

    public void Add(BoundKeyword keyword)
    {
        var json = JsonMarshal.GetRawUtf8Value(keyword.Bound);
        if (ExactNumber.Parse(json) is not { } bound)
        {
            var number = JsonNumber.Parse(json);
            AreImpossible |= number.Exponent > 0 && number.Negative == keyword.IsUpper;
            return;
        }
        All.Add((bound, keyword.IsUpper, keyword.IsExclusive));
        HasMinimum |= !keyword.IsUpper;
        HasMaximum |= keyword.IsUpper;
        IsExclusive |= keyword.IsExclusive && !keyword.IsUpper;
    }

    public void Add(NumberRangeKeyword keyword)
    {
        All.Add((ExactNumber.Parse(keyword.Minimum)!.Value, false, false));
        All.Add((ExactNumber.Parse(keyword.Maximum)!.Value, true, false));
    }

    public void Add(MultipleOfKeyword keyword)
    {
        var json = JsonMarshal.GetRawUtf8Value(keyword.Value);
        if (ExactNumber.Parse(json) is { } multiple)
            _multiples.Add(multiple);
        else if (JsonNumber.Parse(json).Exponent > 0)
            All.AddRange([(s_zero, false, false), (s_zero, true, false)]); // No other multiple is generated.
    }

    /// <summary>Returns the smallest number, in units of a scale, that is a multiple of every step.</summary>
    public BigInteger CommonMultiple(int scale, BigInteger step)
    {
        foreach (var multiple in _multiples)
        {
            var units = multiple.At(scale);
            if (step.GetBitLength() + units.GetBitLength() > MaxBits)
                return step; // Numbers of this length aren't generated; validation reports the failure.
            step = step / BigInteger.GreatestCommonDivisor(step, units) * units;
        }
        return step;
    }
}

using System.Globalization;
using System.Text.Json;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>The bound of a value.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsExclusive">Whether the number itself isn't allowed.</param>
internal readonly record struct Bound(double Value, bool IsExclusive)
{
    /// <summary>Returns the narrowest bound that the keywords of a schema set; null for none. In OpenAPI 3.0 and Swagger, the keyword for
    /// an exclusive bound is a flag beside the bound, later a bound of its own.</summary>
    /// <param name="schemas">The parts of the schema.</param>
    /// <param name="keyword">The keyword of the inclusive bound.</param>
    /// <param name="exclusive">The keyword of the exclusive bound; null if there is none.</param>
    /// <param name="isMinimum">Whether the larger bound is narrower.</param>
    public static Bound? Of(IReadOnlyList<JsonElement> schemas, string keyword, string? exclusive, bool isMinimum)
    {
        var narrowest = default(Bound?);
        foreach (var part in schemas)
        {
            var flag = exclusive is not null && part.TryGetProperty(exclusive, out var other) ? other : default;
            if (part.TryGetProperty(keyword, out var value) && Number(value) is { } inclusive)
                narrowest = Narrower(narrowest, new Bound(inclusive, flag.ValueKind == JsonValueKind.True), isMinimum);
            if (Number(flag) is { } number)
                narrowest = Narrower(narrowest, new Bound(number, true), isMinimum);
        }

        return narrowest;
    }

    /// <summary>Returns whether this bound allows fewer values than another one.</summary>
    public bool IsNarrowerThan(Bound other, bool isMinimum)
        => Value == other.Value ? IsExclusive && !other.IsExclusive : isMinimum ? Value > other.Value : Value < other.Value;

    public override string ToString()
        => IsExclusive ? string.Create(CultureInfo.InvariantCulture, $"{Value} (exclusive)") : Value.ToString(CultureInfo.InvariantCulture);

    private static Bound Narrower(Bound? one, Bound other, bool isMinimum)
        => one is { } known && !other.IsNarrowerThan(known, isMinimum) ? known : other;

    private static double? Number(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : null;
}

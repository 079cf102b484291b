using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Binding;

/// <summary>Compares a value with its bounds, without the framework's type converters: they cache every type they see.</summary>
internal static class RangeRule
{
    public static string? Broken(RangeAttribute range, object value)
    {
        var least = Compare(value, range.Minimum);
        var most = Compare(value, range.Maximum);
        return (range.MinimumIsExclusive ? least > 0 : least >= 0) && (range.MaximumIsExclusive ? most < 0 : most <= 0)
            ? null
            : Allowed(range);
    }

    /// <summary>The description of the allowed numbers, including the bounds; null if the type isn't a number.</summary>
    public static string? Words(RangeAttribute range, Type type)
    {
        var kind = ScalarType.Of(Nullable.GetUnderlyingType(type) ?? type)?.Name switch
        {
            "integer" => "a whole number",
            "number" => "a number",
            _ => null,
        };

        return kind is null ? null : $"must be {kind} {Allowed(range)["must be ".Length..]}";
    }

    private static string Allowed(RangeAttribute range)
    {
        var (minimum, maximum) = (DisplayText.Value(range.Minimum, isSecret: false), DisplayText.Value(range.Maximum, isSecret: false));
        return (range.MinimumIsExclusive, range.MaximumIsExclusive) switch
        {
            (false, false) => $"must be between {minimum} and {maximum}",
            (true, false) => $"must be greater than {minimum} and at most {maximum}",
            (false, true) => $"must be at least {minimum} and less than {maximum}",
            (true, true) => $"must be greater than {minimum} and less than {maximum}",
        };
    }

    // The bounds are int or double, or text in the format of the value's own type: [Range(typeof(TimeSpan), "1s", "1h")].
    private static int Compare(object value, object bound)
    {
        if (bound is string text)
            bound = ScalarType.Of(value.GetType())?.Read(text)
                ?? throw new FormatException($"'{text}' isn't a valid {value.GetType().Name}.");
        if (bound.GetType() == value.GetType() && value is IComparable comparable)
            return comparable.CompareTo(bound);
        if (value is float or double || bound is double)
            return ToDouble(value).CompareTo(ToDouble(bound));

        return ToDecimal(value).CompareTo(ToDecimal(bound));
    }

    private static double ToDouble(object number) => Number(number).ToDouble(CultureInfo.InvariantCulture);

    private static decimal ToDecimal(object number) => Number(number).ToDecimal(CultureInfo.InvariantCulture);

    private static IConvertible Number(object value) => value switch
    {
        ByteSize size => size.Bytes,
        IConvertible number => number,
        _ => throw new InvalidCastException($"{value.GetType().Name} isn't a number."),
    };
}

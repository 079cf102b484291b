namespace GatewayKit.Configuration.Binding;

/// <summary>Limits the length of a text or the number of items.</summary>
internal static class LengthRule
{
    public static string? Broken(object value, int minimum, int? maximum)
    {
        var length = value is string text ? text.Length : ItemCount.Of(value);
        if (length is null || (length >= minimum && (maximum is null || length <= maximum)))
            return null;

        var unit = value is string ? "characters" : "items";
        return (minimum, maximum) switch
        {
            (_, null) => $"must have at least {minimum} {unit}",
            (0, _) => $"must have at most {maximum} {unit}",
            _ when minimum == maximum => $"must have exactly {minimum} {unit}",
            _ => $"must have {minimum} to {maximum} {unit}",
        };
    }
}

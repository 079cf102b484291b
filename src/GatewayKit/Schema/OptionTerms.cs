using System.ComponentModel.DataAnnotations;
using System.Reflection;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Schema;

/// <summary>The description of an option's type in the options table.</summary>
internal static class OptionTerms
{
    /// <summary>Returns the type and its bounds: <c>1 to 1000000</c>, <c>list of text</c>, <c>duration, `1s` to `1d`</c>.</summary>
    public static string Of(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributes<ValidationAttribute>(inherit: true).ToArray();
        var type = Of(Shape.Of(property.PropertyType));
        foreach (var attribute in attributes)
        {
            type = attribute switch
            {
                RangeAttribute range when type is "integer" => $"{Bounds(range)}",
                RangeAttribute range => $"{type}, {Bounds(range)}",
                DurationRangeAttribute range => $"{type}, `{range.Minimum}` to `{range.Maximum}`",
                AllowedValuesAttribute allowed
                    => string.Join(", ",
                        allowed.Values.OfType<object>().Select(v => $"`{DisplayText.Value(v, isSecret: false).Trim('\'')}`")),
                StringLengthAttribute length => Length(type, length.MinimumLength, length.MaximumLength, property),
                LengthAttribute length => Length(type, length.MinimumLength, length.MaximumLength, property),
                MinLengthAttribute least => Length(type, least.Length, null, property),
                MaxLengthAttribute most => Length(type, 0, most.Length, property),
                _ => type,
            };
        }

        if (RecordProperties.IsCommaSeparated(property))
            type = $"{type}, or list of text";
        return RecordProperties.IsSecret(property) ? $"{type}, secret" : type;
    }

    private static string Of(Shape shape) => shape.Kind switch
    {
        ShapeKind.Scalar => ScalarType.Of(shape.Type)!.Name switch
        {
            "boolean" => "`true` or `false`",
            "string" => "text",
            var name => name
        },
        ShapeKind.Enum => string.Join(", ", EnumNames.Keys(shape.Type).Select(k => $"`{k}`")),
        ShapeKind.List when Shape.Of(shape.Element!).Kind == ShapeKind.Record => "list",
        ShapeKind.List => $"list of {Of(Shape.Of(shape.Element!))}",
        ShapeKind.Dictionary when Shape.Of(shape.Element!).Kind == ShapeKind.Record => "mapping",
        ShapeKind.Dictionary => $"mapping to {Of(Shape.Of(shape.Element!))}",
        ShapeKind.Record when RecordProperties.Shorthand(shape.Type) is { } shorthand => $"{Of(shorthand)}, or mapping",
        ShapeKind.Record => "mapping",
        _ => "anything",
    };

    private static string Bounds(RangeAttribute range)
        => $"{(range.MinimumIsExclusive ? "more than " : "")}{DisplayText.Value(range.Minimum, isSecret: false)} to "
            + $"{(range.MaximumIsExclusive ? "less than " : "")}{DisplayText.Value(range.Maximum, isSecret: false)}";

    private static string Length(string type, int minimum, int? maximum, PropertyInfo property)
    {
        var unit = Shape.Of(property.PropertyType).Kind == ShapeKind.Scalar ? "characters" : "items";
        return (minimum, maximum) switch
        {
            (0, null or < 0) => type,
            (_, null) => $"{type}, at least {minimum} {unit}",
            (0, _) => $"{type}, at most {maximum} {unit}",
            _ => $"{type}, {minimum} to {maximum} {unit}",
        };
    }
}

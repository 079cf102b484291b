using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Schema;

/// <summary>Writes a property's validation attributes into its schema, as far as JSON Schema can express them.</summary>
internal static class SchemaRules
{
    public static void Add(JsonObject schema, PropertyInfo property, ShapeKind kind)
    {
        foreach (var attribute in property.GetCustomAttributes<ValidationAttribute>(inherit: true))
        {
            switch (attribute)
            {
                case RangeAttribute { Minimum: int or double } range:
                    schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(range.Minimum);
                    schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Number(range.Maximum);
                    break;
                case StringLengthAttribute length:
                    AddLength(schema, kind, length.MinimumLength, length.MaximumLength);
                    break;
                case LengthAttribute length:
                    AddLength(schema, kind, length.MinimumLength, length.MaximumLength);
                    break;
                case MinLengthAttribute least:
                    AddLength(schema, kind, least.Length, null);
                    break;
                case MaxLengthAttribute most:
                    AddLength(schema, kind, 0, most.Length < 0 ? null : most.Length);
                    break;
                case RequiredAttribute:
                    AddLength(schema, kind, 1, null);
                    break;
                case RegularExpressionAttribute pattern:
                    schema["pattern"] = $"^(?:{pattern.Pattern})$";
                    break;
                case AllowedValuesAttribute allowed when kind is ShapeKind.Scalar or ShapeKind.Enum:
                    schema["enum"] = new JsonArray([.. allowed.Values.OfType<object>().Select(Value)]);
                    break;
            }
        }
    }

    private static void AddLength(JsonObject schema, ShapeKind kind, int minimum, int? maximum)
    {
        var unit = kind switch { ShapeKind.List => "Items", ShapeKind.Dictionary => "Properties", _ => "Length" };
        if (minimum > 0)
            schema["min" + unit] = minimum;
        if (maximum is { } most)
            schema["max" + unit] = most;
    }

    private static JsonValue Number(object number) => number is int integer ? JsonValue.Create(integer) : JsonValue.Create((double)number);

    private static JsonValue Value(object value) => value switch
    {
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int or long or double => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(DisplayText.Value(value, isSecret: false).Trim('\'')),
    };
}

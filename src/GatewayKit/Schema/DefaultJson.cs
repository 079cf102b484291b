using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Schema;

/// <summary>The default of an option in the format of the configuration.</summary>
internal static class DefaultJson
{
    /// <summary>Returns an instance with every default, or null if the type doesn't have defaults.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "A record that can't be created without options doesn't have defaults.")]
    public static object? Instance(Type type)
    {
        try
        {
            return Activator.CreateInstance(type);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Returns a property's default; null if there is none, or if it must not be shown.</summary>
    public static JsonNode? Of(PropertyInfo property, object? instance)
        => instance is null
            || RecordProperties.IsRequired(property)
            || RecordProperties.IsSecret(property)
            || !DefaultValue.TryGet(instance, property, out var value)
            ? null
            : Of(value);

    private static JsonNode? Of(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        byte or sbyte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double or decimal => JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        TimeSpan or DateTimeOffset or ByteSize or Enum or char or Version or Uri
            => JsonValue.Create(DisplayText.Value(value, isSecret: false).Trim('\'')),
        IDictionary { Count: 0 } => new JsonObject(),
        IDictionary => null,
        _ when DefaultValue.IsUnsetArray(value) => new JsonArray(),
        IEnumerable items => OfList(items),
        _ => null,
    };

    private static JsonArray? OfList(IEnumerable items)
    {
        var array = new JsonArray();
        foreach (var item in items)
        {
            if (Of(item) is not { } value)
                return null;
            array.Add(value);
        }

        return array;
    }
}

using System.Runtime.CompilerServices;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Properties of the types of fields.</summary>
internal static class FieldTypes
{
    private const string Value = "google.protobuf.Value";
    private const string NullValue = "google.protobuf.NullValue";

    // The names leave memory with their type.
    private static readonly ConditionalWeakTable<MessageDescriptor, Dictionary<string, FieldDescriptor>> s_names = [];

    /// <summary>Returns the type of a value on the wire.</summary>
    public static WireType WireTypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Double or FieldType.Fixed64 or FieldType.SFixed64 => WireType.Fixed64,
        FieldType.Float or FieldType.Fixed32 or FieldType.SFixed32 => WireType.Fixed32,
        FieldType.String or FieldType.Bytes or FieldType.Message => WireType.Length,
        FieldType.Group => WireType.StartGroup,
        _ => WireType.Varint,
    };

    /// <summary>Returns whether the JSON value <c>null</c> is a value of the field, not the absence of a value.</summary>
    public static bool TakesNull(FieldDescriptor field)
        => (field.FieldType == FieldType.Message && field.MessageType.FullName == Value)
            || (field.FieldType == FieldType.Enum && field.EnumType.FullName == NullValue);

    /// <summary>Returns the field with a name: the one in JSON, or the one in the definition. Fields of groups aren't supported.</summary>
    public static FieldDescriptor? Find(MessageDescriptor type, string name) => s_names.GetValue(type, NamesOf).GetValueOrDefault(name);

    private static Dictionary<string, FieldDescriptor> NamesOf(MessageDescriptor type)
    {
        var names = new Dictionary<string, FieldDescriptor>(StringComparer.Ordinal);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Group)
                names[field.Name] = field;
        }

        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Group)
                names[field.JsonName] = field;
        }

        return names;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>Writes a scalar value of the wire format as JSON.</summary>
internal static class ScalarJson
{
    private const string NullValue = "google.protobuf.NullValue";

    public static void Write(ReadOnlySpan<byte> content, ulong value, FieldDescriptor field, bool writesNumbers, Utf8JsonWriter json)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                json.WriteStringValue(Checked(content));
                break;
            case FieldType.Bytes:
                json.WriteBase64StringValue(content);
                break;
            case FieldType.Bool:
                json.WriteBooleanValue(value != 0);
                break;
            case FieldType.Enum:
                WriteEnum((int)value, field.EnumType, writesNumbers, json);
                break;
            case FieldType.Double:
                WriteReal(BitConverter.UInt64BitsToDouble(value), json);
                break;
            case FieldType.Float:
                var single = BitConverter.UInt32BitsToSingle((uint)value);
                if (float.IsFinite(single))
                    json.WriteNumberValue(single);
                else
                    WriteReal(single, json);
                break;
            case FieldType.UInt32 or FieldType.Fixed32:
                json.WriteNumberValue(UnsignedOf(value, field));
                break;
            case FieldType.UInt64 or FieldType.Fixed64:
                json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
                break;
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                json.WriteStringValue(SignedOf(value, field).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteNumberValue(SignedOf(value, field));
                break;
        }
    }

    public static ulong UnsignedOf(ulong value, FieldDescriptor field)
        => field.FieldType is FieldType.UInt32 or FieldType.Fixed32 ? (uint)value : value;

    public static long SignedOf(ulong value, FieldDescriptor field) => field.FieldType switch
    {
        FieldType.SInt32 => (int)((uint)value >> 1) ^ -(int)((uint)value & 1),
        FieldType.SInt64 => (long)(value >> 1) ^ -(long)(value & 1),
        FieldType.Int32 or FieldType.SFixed32 => (int)value,
        _ => (long)value,
    };

    /// <exception cref="TranscodingException">The bytes aren't valid UTF-8.</exception>
    public static string TextOf(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(Checked(content));

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> content)
        => Utf8.IsValid(content) ? content : throw TranscodingException.NotValid();

    private static void WriteEnum(int number, EnumDescriptor type, bool writesNumbers, Utf8JsonWriter json)
    {
        if (type.FullName == NullValue)
            json.WriteNullValue();
        else if (!writesNumbers && type.FindValueByNumber(number) is { } value)
            json.WriteStringValue(value.Name);
        else
            json.WriteNumberValue(number);
    }

    private static void WriteReal(double value, Utf8JsonWriter json)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }
}

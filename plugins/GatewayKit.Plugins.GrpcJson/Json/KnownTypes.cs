using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using ProtoDuration = Google.Protobuf.WellKnownTypes.Duration;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>The types whose JSON isn't that of their fields. Google's library converts those with a JSON value of their own.</summary>
internal sealed class KnownTypes
{
    public const string Any = "google.protobuf.Any";
    public const string TypeProperty = "@type";
    public const string ValueProperty = "value";

    private readonly JsonParser _parser;

    /// <param name="maxDepth">The maximum nesting of a value.</param>
    public KnownTypes(int maxDepth) => _parser = new JsonParser(new JsonParser.Settings(maxDepth));

    /// <summary>Returns whether the JSON value of the type is that of its only field.</summary>
    public static bool IsWrapper(MessageDescriptor type) => type.FullName switch
    {
        "google.protobuf.DoubleValue" or "google.protobuf.FloatValue" or "google.protobuf.Int64Value" or "google.protobuf.UInt64Value"
            or "google.protobuf.Int32Value" or "google.protobuf.UInt32Value" or "google.protobuf.BoolValue"
            or "google.protobuf.StringValue" or "google.protobuf.BytesValue" => true,
        _ => false,
    };

    /// <summary>Returns whether the JSON value of the type is a text.</summary>
    public static bool IsText(MessageDescriptor type)
        => type.FullName is "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask";

    /// <summary>
    /// Returns the fields of a time or a duration with 0. Before a value, they replace those of a value of the same field that was written
    /// earlier: readers merge both, and a value doesn't have the fields that are 0.
    /// </summary>
    public static ReadOnlySpan<byte> ZerosOf(MessageDescriptor type)
        => type.FullName == "google.protobuf.FieldMask" ? [] : [0x08, 0x00, 0x10, 0x00];

    /// <summary>Returns whether Google's library converts the type.</summary>
    public static bool IsConverted(MessageDescriptor type) => IsText(type)
        || type.FullName is "google.protobuf.Struct" or "google.protobuf.Value" or "google.protobuf.ListValue";

    /// <summary>Returns whether an <see cref="Any"/> has the type's JSON value as a member.</summary>
    public static bool HasValue(MessageDescriptor type) => IsConverted(type) || IsWrapper(type) || type.FullName == Any;

    /// <summary>Converts a JSON value.</summary>
    /// <exception cref="TranscodingException">The value isn't valid.</exception>
    public byte[] Read(MessageDescriptor type, string json)
    {
        try
        {
            IMessage message = type.FullName switch
            {
                "google.protobuf.Timestamp" => _parser.Parse<Timestamp>(json),
                "google.protobuf.Duration" => _parser.Parse<ProtoDuration>(json),
                "google.protobuf.FieldMask" => _parser.Parse<FieldMask>(json),
                "google.protobuf.Struct" => _parser.Parse<Struct>(json),
                "google.protobuf.ListValue" => _parser.Parse<ListValue>(json),
                _ => _parser.Parse<Value>(json),
            };
            return message.ToByteArray();
        }
        // The library's InvalidJsonException, for huge numbers and incomplete surrogates, is an IOException like its other one.
        catch (Exception error) when (error is IOException or InvalidOperationException or FormatException
            or OverflowException or ArgumentException)
        {
            throw new TranscodingException($"A value isn't a valid {type.Name}.", cause: error);
        }
    }

    /// <summary>Returns the JSON value of a message.</summary>
    /// <exception cref="TranscodingException">The message isn't valid.</exception>
    public static string Write(MessageDescriptor type, ReadOnlySpan<byte> wire)
    {
        try
        {
            IMessage message = type.FullName switch
            {
                "google.protobuf.Timestamp" => Timestamp.Parser.ParseFrom(wire),
                "google.protobuf.Duration" => ProtoDuration.Parser.ParseFrom(wire),
                "google.protobuf.FieldMask" => FieldMask.Parser.ParseFrom(wire),
                "google.protobuf.Struct" => Struct.Parser.ParseFrom(wire),
                "google.protobuf.ListValue" => ListValue.Parser.ParseFrom(wire),
                _ => Value.Parser.ParseFrom(wire),
            };
            return JsonFormatter.Default.Format(message);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidOperationException or ArgumentException)
        {
            throw TranscodingException.NotValid(error);
        }
    }
}

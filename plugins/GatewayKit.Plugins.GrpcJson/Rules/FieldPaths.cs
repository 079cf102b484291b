using GatewayKit.Plugins.GrpcJson.Json;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>Finds fields by a path such as <c>book.author.name</c>.</summary>
internal static class FieldPaths
{
    private const int MaxLength = 16;

    /// <summary>Returns the fields from the message to the value.</summary>
    /// <param name="type">The message.</param>
    /// <param name="path">The names, joined by periods: each that of JSON or of the definition.</param>
    /// <returns>The fields; null if a field doesn't exist, or one before the last isn't a single message.</returns>
    public static FieldDescriptor[]? Find(MessageDescriptor type, string path)
    {
        var names = path.Split('.', MaxLength + 1);
        if (names.Length > MaxLength)
            return null;

        var fields = new FieldDescriptor[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (FieldTypes.Find(type, names[i]) is not { } field)
                return null;

            fields[i] = field;
            if (i == names.Length - 1)
                return fields;
            if (field.FieldType != FieldType.Message || field.IsRepeated || KnownTypes.HasValue(field.MessageType))
                return null;

            type = field.MessageType;
        }

        return null;
    }

    /// <summary>Returns whether a text can be a value of the field.</summary>
    public static bool TakesText(FieldDescriptor field)
        => !field.IsMap && (field.FieldType != FieldType.Message
            || KnownTypes.IsText(field.MessageType) || KnownTypes.IsWrapper(field.MessageType));
}

using System.Text.Json;
using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Json;

/// <summary>
/// Rejects objects with a key more than once: Google's library keeps the last value, but another reader, such as a plugin before this one,
/// can see the first one.
/// </summary>
internal static class RepeatedKeys
{
    /// <summary>Checks a JSON value.</summary>
    /// <param name="reader">A copy of the reader, at the value.</param>
    /// <param name="type">The type of the value, for the message.</param>
    /// <exception cref="TranscodingException">An object of the value has a key more than once.</exception>
    public static void Reject(Utf8JsonReader reader, MessageDescriptor type)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;

        var objects = new Stack<HashSet<string>>();
        var depth = reader.CurrentDepth;
        do
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                objects.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                objects.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !objects.Peek().Add(reader.GetString()!))
                throw new TranscodingException($"A value of the type {type.Name} has a key more than once.");
        }
        while (reader.Read() && reader.CurrentDepth > depth);
    }
}

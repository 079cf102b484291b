using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.Plugins.Aggregate.Json;

/// <summary>The format of the JSON that the plugin writes.</summary>
internal static class JsonOutput
{
    /// <summary>Letters and signs such as &lt; stay readable: the answer isn't part of a page.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

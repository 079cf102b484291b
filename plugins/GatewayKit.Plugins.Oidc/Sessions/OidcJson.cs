using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.Oidc;

/// <summary>The JSON in cookies.</summary>
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(PendingLogin))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OidcJson : JsonSerializerContext
{
    /// <summary>Without escapes that only HTML needs: a cookie has little room, and a quote or an ampersand would take six bytes.</summary>
    public static OidcJson Compact { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace GatewayKit.Plugins.Oidc;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(PendingLogin))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class OidcJson : JsonSerializerContext;
